//! Words that every screen uses: the shell, buttons, dialogs, lists.

use crate::i18n::{Locale, numbers::grouped};

texts! {
    /// Texts shared by all screens.
    pub struct CommonTexts {
        product: "Balcão", "Balcão";
        skip_to_content: "Ir para o conteúdo", "Skip to content";
        main_navigation: "Principal", "Main";
        tickets: "Atendimentos", "Tickets";
        people: "Pessoas", "People";
        settings: "Parâmetros", "Settings";
        more: "Mais", "More";
        /// For those who may not see contracts, and for those who may.
        search_placeholder: "Buscar pessoa, atendimento ou ação", "Find a person, a ticket or an action";
        search_placeholder_contracts:
            "Buscar pessoa, atendimento, contrato ou ação",
            "Find a person, a ticket, a contract or an action";
        shortcuts: "Atalhos do teclado", "Keyboard shortcuts";
        all_shortcuts: "todos os atalhos", "all shortcuts";
        account_of(name: &str): "Conta de {name}", "Account of {name}";
        sign_in: "Entrar", "Sign in";
        sign_out: "Sair", "Sign out";
        email: "E-mail", "E-mail";
        password: "Senha", "Password";
        show_password: "Mostrar senha", "Show password";
        language: "Idioma", "Language";
        theme: "Tema", "Theme";
        theme_system: "Do sistema", "As the system";
        theme_light: "Claro", "Light";
        theme_dark: "Escuro", "Dark";
        save: "Salvar", "Save";
        cancel: "Cancelar", "Cancel";
        close: "Fechar", "Close";
        back: "Voltar", "Back";
        add: "Adicionar", "Add";
        edit: "Editar", "Edit";
        remove: "Remover", "Remove";
        delete: "Excluir", "Delete";
        search: "Buscar", "Search";
        clear: "Limpar", "Clear";
        filter: "Filtro", "Filter";
        apply: "Aplicar", "Apply";
        required: "obrigatório", "required";
        optional: "opcional", "optional";
        on: "Ligado", "On";
        off: "Desligado", "Off";
        active: "Ativo", "Active";
        inactive: "Inativo", "Inactive";
        loading: "Carregando", "Loading";
        saved: "Salvo.", "Saved.";
        nothing_found: "Nada encontrado.", "Nothing found.";
        draft_saved(time: &str): "Rascunho salvo {time}", "Draft saved {time}";
        draft_restored: "Rascunho recuperado.", "Draft restored.";
        /// "4.120 de 4.000": the characters of a text and how many it may have.
        characters_of(count: usize, most: usize):
            { format!("{} de {}", grouped(count, Locale::PtBr), grouped(most, Locale::PtBr)) },
            { format!("{} of {}", grouped(count, Locale::En), grouped(most, Locale::En)) };
        discard: "Descartar", "Discard";
        unsaved(count: usize):
            ["1 alteração não salva", "{count} alterações não salvas"],
            ["1 unsaved change", "{count} unsaved changes"];
        name: "Nome", "Name";
        reason: "Motivo", "Reason";
        note: "Observação", "Note";
        none: "Nenhum", "None";
        any: "Qualquer", "Any";
        who: "Quem", "Who";
        what: "O quê", "What";
        change: "Mudança", "Change";
        field: "Campo", "Field";
        older: "Mostrar mais antigos", "Show older ones";
        see_all: "Ver tudo", "See all";
        anybody: "Qualquer pessoa", "Anybody";
        rows_per_page: "Linhas", "Rows";
        /// "1–50 de 86"; the total is not always known.
        range(from: u64, to: u64, total: Option<&str>):
            {
                match total {
                    Some(total) => format!("{from}–{to} de {total}"),
                    None => format!("{from}–{to}"),
                }
            },
            {
                match total {
                    Some(total) => format!("{from}–{to} of {total}"),
                    None => format!("{from}–{to}"),
                }
            };
        first_page: "Primeira página", "First page";
        previous_page: "Página anterior", "Previous page";
        next_page: "Próxima página", "Next page";
        pagination: "Paginação", "Pagination";
        selected(count: usize): ["1 selecionado", "{count} selecionados"], "{count} selected";
        clear_selection: "Limpar seleção", "Clear selection";
        select_all: "Selecionar todos desta página", "Select all on this page";
        notifications: "Avisos", "Messages";
        dismiss: "Dispensar", "Dismiss";
        offline:
            "Sem conexão. O que você digitou continua aqui; tentando de novo…",
            "No connection. What you typed is still here; trying again…";
        reconnected: "Conexão restabelecida.", "Connection is back.";
        reload: "Recarregar", "Reload";
        page_broke: "Esta página parou de responder.", "This page stopped responding.";
        typed_is_kept: "O que você digitou está guardado.", "What you typed is kept.";
        /// After `page_broke`.
        go_on: "Continuar de onde parei", "Go on where I was";
        session_ended_title: "Sua sessão terminou", "Your session ended";
        session_ended_text:
            "Entre de novo. O que você digitou continua aqui.",
            "Sign in again. What you typed is still here.";
        copy: "Copiar", "Copy";
        copied: "Copiado.", "Copied.";
        conflict_title: "Duas versões deste registro", "Two versions of this record";
        conflict_text(who: &str, when: &str):
            "{who} salvou {when}, enquanto você editava. Nada seu foi perdido: escolha o que fica.",
            "{who} saved {when} while you were editing. Nothing of yours is lost: choose what stays.";
        conflict_theirs: "Versão salva", "Saved version";
        conflict_mine: "Sua versão", "Your version";
        conflict_back: "Voltar e continuar editando", "Go back and keep editing";
        conflict_keep: "Salvar o escolhido", "Save what I chose";
        export_csv: "Exportar CSV", "Export CSV";
        palette_title: "Buscar", "Search";
        palette_screens: "Telas", "Screens";
        palette_actions: "Ações", "Actions";
        first_start_title: "Primeiro acesso", "First start";
        first_start_text:
            "Ainda não há usuários. No servidor, crie o administrador com este comando e volte aqui para entrar:",
            "There are no users yet. On the server, create the administrator with this command, then come back to sign in:";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_each_language_writes_numbers() {
        assert_eq!((PT_BR.characters_of)(4_120, 4_000), "4.120 de 4.000");
        assert_eq!((EN.characters_of)(4_120, 4_000), "4,120 of 4,000");
        assert_eq!((PT_BR.characters_of)(159, 160), "159 de 160");
        assert_eq!((PT_BR.characters_of)(1_234_567, 20_000), "1.234.567 de 20.000");
    }
}
