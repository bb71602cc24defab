//! Texts of the settings, the catalogues, the users and "my account".

pub mod contracts_2;
pub mod webhook;

use chrono::Weekday;

use crate::{access::Role, i18n::Locale, zone::Zone};

texts! {
    /// Texts of `/settings/…` and `/account`.
    pub struct SettingsTexts {
        title: "Parâmetros gerais", "General settings";
        parameters: "Parâmetros", "Settings";
        catalogues: "Cadastros", "Catalogues";
        company: "Empresa", "Company";
        mail: "E-mail", "E-mail";
        tickets: "Atendimentos", "Tickets";
        hours: "Horários", "Working hours";
        holidays: "Feriados", "Holidays";
        services: "Serviços", "Services";
        accountants: "Contadores", "Accountants";
        users: "Usuários", "Users";
        save_settings: "Salvar parâmetros", "Save settings";
        settings_saved: "Parâmetros salvos.", "Settings saved.";
        was(text: &str): "era {text}", "was {text}";
        was_empty: "estava vazio", "was empty";
        last_change(who: &str, when: &str): "Última alteração por {who} em {when}.", "Last changed by {who} on {when}.";
        never_changed: "Ainda com o valor de fábrica.", "Still as delivered.";
        stale_title: "Estes parâmetros mudaram enquanto você editava", "These settings changed while you were editing";
        stale_text:
            "O que você digitou continua aqui. Compare e salve de novo para ficar com a sua versão.",
            "What you typed is still here. Compare, and save again to keep your version.";
        aside: "Bom saber", "Good to know";
        company_text:
            "Aparece nos e-mails e decide em que fuso os dias começam.",
            "Shown in e-mails; decides in which zone days begin.";
        company_name: "Nome", "Name";
        company_name_help: "Assina os e-mails para os solicitantes.", "Signs the e-mails to requesters.";
        company_document: "CNPJ", "CNPJ";
        company_document_help:
            "Números ou letras e números, com ou sem pontuação.",
            "Digits, or letters and digits, with or without punctuation.";
        company_email: "E-mail", "E-mail";
        company_email_help:
            "Remetente de todos os e-mails. Sem ele nenhum e-mail sai.",
            "Sender of every e-mail. Without it no e-mail goes out.";
        company_phone: "Telefone", "Phone";
        company_phone_help: "Com DDD.", "With area code.";
        company_zone: "Fuso horário", "Time zone";
        company_zone_help:
            "Datas e horas são mostradas neste fuso. O que já foi gravado não muda.",
            "Dates and hours are shown in this zone. What is stored does not change.";
        zone of Zone {
            Noronha => "Fernando de Noronha (UTC−2)", "Fernando de Noronha (UTC−2)";
            Brasilia => "Brasília (UTC−3)", "Brasília (UTC−3)";
            Amazonas => "Manaus, Cuiabá (UTC−4)", "Manaus, Cuiabá (UTC−4)";
            Acre => "Rio Branco (UTC−5)", "Rio Branco (UTC−5)";
        };
        mail_text: "Como os avisos saem para os solicitantes.", "How messages reach the requesters.";
        mail_route: "Servidor de e-mail", "Mail server";
        mail_route_help:
            "Definido onde o Balcão é iniciado (BALCAO_SMTP_URL), não nesta tela.",
            "Set where Balcão is started (BALCAO_SMTP_URL), not on this screen.";
        mail_server(text: &str): "Envia por {text}", "Sends through {text}";
        mail_files(text: &str):
            "Sem servidor: os e-mails são gravados em {text}",
            "No server: e-mails are written to {text}";
        mail_sender: "Remetente", "Sender";
        mail_sender_help: "É o e-mail da empresa.", "It is the e-mail of the company.";
        mail_no_sender: "Sem remetente: nenhum e-mail sai.", "No sender: no e-mail goes out.";
        mail_fill_sender: "Preencher em Empresa", "Fill in under Company";
        mail_budget: "Máximo por endereço e dia", "Most to one address in a day";
        mail_budget_help:
            "De 1 a 1000. Impede que dois robôs respondam um ao outro sem fim.",
            "From 1 to 1000. Stops two robots from answering each other for ever.";
        mail_unit: "e-mails", "e-mails";
        mail_test: "Testar o envio", "Test sending";
        mail_test_help(text: &str): "Vai para {text}, com o que está salvo.", "Goes to {text}, with what is saved.";
        mail_send_test: "Enviar teste para mim", "Send a test to me";
        mail_sending: "Enviando…", "Sending…";
        test_mail_subject(text: &str): "Teste de e-mail: {text}", "E-mail test: {text}";
        test_mail_body(text: &str):
            "Se você está lendo isto, os e-mails do Balcão chegam até você.\n\nEnviado por {text}\n",
            "If you are reading this, e-mails of Balcão reach you.\n\nSent by {text}\n";
        tickets_text: "Regras que valem para todos os atendimentos.", "Rules for all tickets.";
        restricted_flow: "Fluxo restrito", "Restricted flow";
        restricted_flow_help:
            "Ligado, um atendimento encerrado só pode ser reaberto, e nenhum volta a Aberto. Desligado, qualquer status pode seguir outro.",
            "On, a closed ticket can only be reopened, and none becomes Open again. Off, any status may follow any other.";
        restricted_flow_running:
            "Os atendimentos em andamento ficam como estão.",
            "Tickets in progress stay as they are.";
        file_limit: "Tamanho máximo de um arquivo", "Largest file";
        file_limit_help:
            "De 1 a 100. Aparece antes da escolha do arquivo; os que já foram enviados ficam. Um proxy à frente precisa deixar passar o mesmo tamanho.",
            "1 to 100. Shown before a file is chosen; those uploaded already stay. A proxy in front has to let the same size through.";
        megabytes: "MB", "MB";
        hours_text:
            "Os prazos dos serviços correm só dentro destes horários.",
            "Terms of services run only within these hours.";
        hours_opens(text: &str): "{text}: início", "{text}: start";
        hours_closes(text: &str): "{text}: fim", "{text}: end";
        hours_until: "até", "to";
        hours_closed: "Fechado", "Closed";
        hours_none:
            "Abra pelo menos um dia: sem horário nenhum prazo termina.",
            "Open at least one day: without hours no term ever ends.";
        hours_running: "Prazos já calculados não mudam.", "Terms already reckoned do not change.";
        weekday of Weekday {
            Mon => "Segunda-feira", "Monday";
            Tue => "Terça-feira", "Tuesday";
            Wed => "Quarta-feira", "Wednesday";
            Thu => "Quinta-feira", "Thursday";
            Fri => "Sexta-feira", "Friday";
            Sat => "Sábado", "Saturday";
            Sun => "Domingo", "Sunday";
        };
        holidays_text: "Dias em que nenhum prazo corre.", "Days on which no term runs.";
        holiday_day: "Data", "Date";
        holiday_name: "Nome do feriado", "Name of the holiday";
        holiday_weekday: "Dia da semana", "Weekday";
        holiday_add: "Adicionar feriado", "Add holiday";
        holiday_added(text: &str): "{text} adicionado.", "{text} added.";
        holiday_removed(text: &str): "{text} removido.", "{text} removed.";
        holiday_remove(text: &str): "Remover {text}", "Remove {text}";
        holiday_remove_title(text: &str): "Remover {text}?", "Remove {text}?";
        holiday_remove_text:
            "Prazos de novos atendimentos passam a correr neste dia. Os já calculados não mudam.",
            "Terms of new tickets will run on this day. Those already reckoned do not change.";
        holidays_national(year: i32): "Adicionar feriados nacionais de {year}", "Add the national holidays of {year}";
        holidays_national_help:
            "Os da lei federal e a Sexta-Feira da Paixão. Estaduais e municipais entram um a um.",
            "Those of federal law and Good Friday. State and town holidays are added one by one.";
        holidays_year: "Ano", "Year";
        holidays_all_years: "Todos", "All";
        holidays_added(count: u64):
            ["Nenhum dia novo: já estavam todos na lista.", "1 feriado adicionado.", "{count} feriados adicionados."],
            ["No new day: all were on the list already.", "1 holiday added.", "{count} holidays added."];
        holidays_empty: "Nenhum feriado cadastrado", "No holidays yet";
        price_column: "Valor (R$)", "Price (R$)";
        price: "Valor", "Price";
        price_help:
            "Proposto em novos atendimentos. Os existentes mantêm o valor deles.",
            "Proposed for new tickets. Existing ones keep theirs.";
        term: "Prazo", "Term";
        term_help: "Em horas úteis: 8 ou 1:30. Vazio = sem prazo.", "In working hours: 8 or 1:30. Empty = no term.";
        term_unit: "horas úteis", "working hours";
        term_value(text: &str): "{text} h úteis", "{text} working h";
        term_none: "Sem prazo", "No term";
        situation: "Situação", "State";
        show_inactive: "Mostrar inativos", "Show inactive";
        find: "Filtrar", "Filter";
        actions: "Ações", "Actions";
        deactivate: "Desativar", "Deactivate";
        activate: "Ativar", "Activate";
        deactivate_title(text: &str): "Desativar {text}?", "Deactivate {text}?";
        activated(text: &str): "{text} está ativo de novo.", "{text} is active again.";
        deactivated(text: &str): "{text} foi desativado.", "{text} was deactivated.";
        saved_name(text: &str): "{text} salvo.", "{text} saved.";
        edit_of(text: &str): "Editar {text}", "Edit {text}";
        service_new: "Novo serviço", "New service";
        service_edit: "Editar serviço", "Edit service";
        service_deactivate_text:
            "Some das escolhas de novos atendimentos. Os atendimentos que já o usam continuam com ele, com o mesmo valor.",
            "Leaves the choices of new tickets. Tickets that have it keep it, with the same value.";
        services_empty: "Nenhum serviço ainda", "No services yet";
        accountant_new: "Novo contador", "New accountant";
        accountant_edit: "Editar contador", "Edit accountant";
        accountant_label: "Contador", "Accountant";
        accountant_label_help: "Como aparece nas listas.", "As shown in lists.";
        accountant_office: "Nome", "Name";
        accountant_office_help:
            "Preenche o campo Nome do atendimento. Os existentes mantêm o nome deles.",
            "Fills the field Name of a ticket. Existing ones keep theirs.";
        accountant_crc: "CRC", "CRC";
        accountant_deactivate_text:
            "Some das escolhas de novos atendimentos. Os atendimentos que já o têm continuam com ele.",
            "Leaves the choices of new tickets. Tickets that have it keep it.";
        accountants_empty: "Nenhum contador ainda", "No accountants yet";
        users_text:
            "Quem entra, com que papel. Quem sai é desativado, nunca apagado.",
            "Who signs in, with which role. Who leaves is deactivated, never deleted.";
        user_new: "Novo usuário", "New user";
        user_edit: "Editar usuário", "Edit user";
        user_role: "Papel", "Role";
        user_person: "Pessoa", "Person";
        user_person_help:
            "Liga o solicitante ao portal e ao chat dos atendimentos dele.",
            "Links the requester to the portal and to the chat of their tickets.";
        user_may_release: "Pode liberar contratos temporariamente", "May release contracts temporarily";
        user_seen: "Último acesso", "Last seen";
        user_never_seen: "Sem sessão", "No session";
        user_password_new: "Senha", "Password";
        user_password_set: "Nova senha", "New password";
        user_password_set_help:
            "Vazio mantém a atual. Uma nova encerra todas as sessões deste usuário.",
            "Empty keeps the present one. A new one ends all sessions of this user.";
        user_password_help: "Pelo menos 10 caracteres.", "At least 10 characters.";
        user_role_ends:
            "Mudar de papel encerra as sessões deste usuário.",
            "Changing the role ends the sessions of this user.";
        user_you: "você", "you";
        user_deactivate_text:
            "Sai de todos os navegadores agora e não entra mais. O que fez continua no histórico, com o nome.",
            "Is signed out of every browser now and cannot sign in again. What they did stays in the history, with their name.";
        users_empty: "Nenhum usuário com esse filtro", "No user with this filter";
        role of Role {
            Agent => "Atendente", "Agent";
            Finance => "Financeiro", "Finance";
            Supervisor => "Supervisor", "Supervisor";
            Admin => "Administrador", "Administrator";
            Viewer => "Leitura", "Viewer";
            Requester => "Solicitante", "Requester";
        };
        role_help of Role {
            Agent => "Atende, cadastra pessoas, não exporta.", "Works tickets, keeps people, no export.";
            Finance => "Como o atendente; cuida de contratos e faturas.", "As the agent; contracts and invoices.";
            Supervisor =>
                "Tudo do atendente, mais exportar, importar e visões da equipe.",
                "All of the agent, plus export, import and team views.";
            Admin => "Tudo, com usuários e parâmetros.", "Everything, users and settings included.";
            Viewer => "Só lê.", "Reads only.";
            Requester => "Só o portal: os próprios atendimentos.", "Only the portal: their own tickets.";
        };
        contracts_2 -> contracts_2::ContractParameterTexts: { contracts_2::PT_BR }, { contracts_2::EN };
        webhook -> webhook::WebhookTexts: { webhook::PT_BR }, { webhook::EN };
        account: "Minha conta", "My account";
        appearance: "Aparência", "Appearance";
        appearance_text: "Vale em todos os seus navegadores.", "On all your browsers.";
        language_name of Locale {
            PtBr => "Português", "Português";
            En => "English", "English";
        };
        change_password: "Trocar senha", "Change password";
        change_password_text:
            "As suas sessões nos outros navegadores terminam.",
            "Your sessions on other browsers end.";
        password_current: "Senha atual", "Present password";
        password_new: "Nova senha", "New password";
        password_changed(count: u64):
            ["Senha trocada.", "Senha trocada. 1 outra sessão encerrada.", "Senha trocada. {count} outras sessões encerradas."],
            ["Password changed.", "Password changed. 1 other session ended.", "Password changed. {count} other sessions ended."];
    }
}
