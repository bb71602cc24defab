//! Texts of the shell: sign-in page, menu of the user, palette, shortcuts, problems of the desk as a whole.

use crate::i18n::Locale;

/// What a keyboard shortcut does. The keys themselves belong to the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyAct {
    // anywhere
    Palette,
    Sheet,
    GoTickets,
    GoPeople,
    GoContracts,
    Actions,
    Release,
    Summary,
    GoSettings,
    Notices,
    Close,
    Submit,
    // the list of tickets
    Walk,
    Open,
    Select,
    Status,
    Edit,
    Move,
    Reopen,
    New,
    FindInView,
    Filters,
    // the page of one ticket
    Reply,
    Note,
    Tab,
    Save,
    BackToList,
    // people
    FindPerson,
}

/// Where shortcuts work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    Anywhere,
    TicketList,
    TicketPage,
    Contracts,
    People,
}

impl KeyPlace {
    pub const ALL: [Self; 5] = [Self::Anywhere, Self::TicketList, Self::TicketPage, Self::Contracts, Self::People];
}

texts! {
    /// Texts of the shell.
    pub struct ShellTexts {
        // sign-in
        skip_to_form: "Ir para o formulário", "Skip to the form";
        hide_password: "Ocultar senha", "Hide password";
        accesses_are_logged:
            "Ambiente da empresa. Os acessos ficam registrados.",
            "Company system. Sign-ins are logged.";
        create_first_user: "Criar o administrador", "Create the administrator";
        example_email: "voce@suaempresa.com.br", "you@yourcompany.com";
        example_name: "Seu Nome", "Your Name";
        run_there:
            "Troque o e-mail e o nome. O comando pede a senha.",
            "Put your own e-mail and name. The command asks for the password.";
        user_created: "Já criei, quero entrar", "It is done, let me sign in";
        // menu of the user
        my_account: "Minha conta", "My account";
        /// The name of a language, in that language.
        language_name of Locale {
            PtBr => "Português", "Português";
            En => "English", "English";
        };
        // palette
        palette_people: "Pessoas", "People";
        palette_tickets: "Atendimentos", "Tickets";
        palette_results: "Resultados", "Results";
        palette_move: "mover", "move";
        palette_open: "abrir", "open";
        palette_only_tickets: "atendimento", "ticket";
        palette_only_actions: "ação", "action";
        palette_type_more: "Digite pelo menos três letras ou um número.", "Type at least three letters or a number.";
        /// For the ear: how many results there are.
        palette_count(count: usize):
            ["Nenhum resultado", "1 resultado", "{count} resultados"],
            ["No results", "1 result", "{count} results"];
        ticket_for(name: &str): "Abrir atendimento para {name}", "Open a ticket for {name}";
        import_people: "Importar pessoas", "Import people";
        use_theme(name: &str): "Tema: {name}", "Theme: {name}";
        use_language(name: &str): "Idioma: {name}", "Language: {name}";
        // shortcuts
        shortcuts_hint:
            "Os botões existem sempre; o atalho é só o caminho curto.",
            "Every one has a button; the key is only the short way.";
        shortcuts_list: "Lista de atalhos", "List of shortcuts";
        shortcuts_here: "Atalhos desta tela", "Shortcuts of this screen";
        key_place of KeyPlace {
            Anywhere => "Em qualquer tela", "On any screen";
            TicketList => "Lista de atendimentos", "List of tickets";
            Contracts => "Contratos", "Contracts";
            TicketPage => "Atendimento", "Ticket";
            People => "Pessoas", "People";
        };
        key_act of KeyAct {
            Palette => "Buscar ou executar", "Search or run";
            Sheet => "Este quadro", "This sheet";
            GoTickets => "Ir para Atendimentos", "Go to Tickets";
            GoPeople => "Ir para Pessoas", "Go to People";
            GoContracts => "Ir para Contratos", "Go to Contracts";
            Actions => "Ações", "Actions";
            Release => "Liberar temporariamente", "Release temporarily";
            Summary => "Resumo", "Summary";
            GoSettings => "Ir para Parâmetros", "Go to Settings";
            Notices => "Ir para os avisos", "Go to the messages";
            Close => "Fechar ou voltar", "Close or go back";
            Submit => "Confirmar a janela", "Confirm the dialog";
            Walk => "Mover", "Move";
            Open => "Abrir", "Open";
            Select => "Selecionar", "Select";
            Status => "Mudar status", "Change status";
            Edit => "Editar", "Edit";
            Move => "Movimentar", "Hand over";
            Reopen => "Reabrir", "Reopen";
            New => "Adicionar", "Add";
            FindInView => "Filtrar na visão", "Filter this view";
            Filters => "Filtros", "Filters";
            Reply => "Responder", "Reply";
            Note => "Nota interna", "Internal note";
            Tab => "Trocar de aba", "Change tab";
            Save => "Salvar", "Save";
            BackToList => "Voltar à lista", "Back to the list";
            FindPerson => "Buscar pessoa", "Find a person";
        };
        // problems
        offline_title: "Sem conexão.", "No connection.";
        offline_text:
            "O que você digitou continua aqui; tentando de novo…",
            "What you typed is still here; trying again…";
        try_now: "Tentar agora", "Try now";
        outdated_title: "O Balcão foi atualizado.", "Balcão was updated.";
        outdated_text:
            "Recarregue a página quando terminar o que está fazendo.",
            "Reload the page when you have finished what you are doing.";
        signed_in_again: "Você entrou de novo.", "You are signed in again.";
        /// Somebody else signed in on this browser, who is named.
        another_title(now: &str): "Agora está {now} neste navegador", "{now} is signed in on this browser now";
        /// Whose page this is, and who is in now.
        another_text(mine: &str, now: &str):
            "Esta página é de {mine}. Nada foi enviado como {now}, e o que você digitou fica guardado para {mine}.",
            "This page is {mine}'s. Nothing was sent as {now}, and what you typed is kept for {mine}.";
        enter_as(name: &str): "Entrar como {name}", "Sign in as {name}";
        go_on_as(name: &str): "Continuar como {name}", "Go on as {name}";
    }
}
