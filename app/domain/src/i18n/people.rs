//! Texts of the people screens.

use crate::person::{PersonKind, PhoneState};

texts! {
    /// Texts of list, form and page.
    pub struct PeopleTexts {
        title: "Pessoas", "People";
        new_title: "Nova pessoa", "New person";
        new_button: "Nova pessoa", "New person";
        import_button: "Importar lista", "Import list";
        search_label: "Buscar pessoa", "Find a person";
        search_placeholder: "Nome, CPF/CNPJ, e-mail ou telefone", "Name, CPF/CNPJ, e-mail or phone";
        empty_title: "Nenhuma pessoa ainda", "No people yet";
        empty_text: "Cadastre a primeira ou traga uma lista em CSV.", "Add the first one or bring a list in CSV.";
        nothing_title: "Nada com esta busca", "Nothing for this search";
        nothing_text: "Confira o que digitou ou cadastre a pessoa.", "Look at what you typed again, or add the person.";
        sort_by(column: &str): "Ordenar por {column}", "Sort by {column}";
        // columns and fields
        name: "Nome", "Name";
        kind: "Tipo", "Kind";
        kind_name of PersonKind {
            Individual => "Pessoa física", "Natural person";
            Company => "Pessoa jurídica", "Legal person";
        };
        kind_short of PersonKind {
            Individual => "PF", "PF";
            Company => "PJ", "PJ";
        };
        kind_help:
            "Com CPF ou CNPJ preenchido, vale o tipo do documento.",
            "When a CPF or CNPJ is given, the document decides.";
        social_name: "Nome social ou fantasia", "Social or trade name";
        document: "CPF/CNPJ", "CPF/CNPJ";
        document_help:
            "Com ou sem pontuação; o CNPJ pode ter letras.",
            "With or without punctuation; a CNPJ may have letters.";
        email: "E-mail", "E-mail";
        phone: "Telefone", "Phone";
        phones: "Telefones", "Phones";
        phone_n(slot: u8): "Telefone {slot}", "Phone {slot}";
        phone_state of PhoneState {
            Ok => "Em uso", "In use";
            Wrong => "Número errado", "Wrong number";
            DoNotCall => "Não perturbe", "Do not call";
        };
        phone_state_n(slot: u8): "Situação do telefone {slot}", "State of phone {slot}";
        use_number(number: &str): "Usar {number}", "Use {number}";
        free_slot: "livre", "free";
        place: "Cidade/UF", "City/state";
        city: "Cidade", "City";
        state: "UF", "State";
        no_state: "Não informada", "Not given";
        zone: "Fuso horário", "Time zone";
        zone_company: "O da empresa", "The company's";
        note: "Observação", "Note";
        updated: "Atualizado", "Updated";
        created: "Cadastro", "Created";
        identification: "Identificação", "Identification";
        contact: "Contato", "Contact";
        address: "Onde vive", "Where they live";
        inactive: "Inativa", "Inactive";
        deactivate_text:
            "Some das escolhas de novos atendimentos. Os atendimentos e o histórico continuam como estão.",
            "Leaves the choices of new tickets. Tickets and history stay as they are.";
        chat_linked: "Vinculada", "Linked";
        chat_not_linked: "Não vinculada", "Not linked";
        chat: "Chat", "Chat";
        not_given: "não informado", "not given";
        no_phone: "Nenhum telefone", "No phone";
        // page and form
        edit_title(name: &str): "Editar {name}", "Edit {name}";
        save: "Salvar", "Save";
        created_toast(name: &str): "Pessoa cadastrada: {name}.", "Person added: {name}.";
        saved_toast(name: &str): "Dados de {name} salvos.", "Saved the data of {name}.";
        errors_summary(count: usize):
            ["Corrija 1 campo para salvar.", "Corrija {count} campos para salvar."],
            ["Correct 1 field to save.", "Correct {count} fields to save."];
        taken_document: "Já existe uma pessoa com este CPF/CNPJ.", "Another person has this CPF/CNPJ.";
        repeated_phone: "Este número já está em outra linha.", "This number is in another line already.";
        unknown_state: "UF desconhecida: use a sigla ou o nome do estado.", "Unknown state: use its code or its name.";
        tickets: "Atendimentos", "Tickets";
        no_tickets: "Nenhum atendimento desta pessoa.", "No tickets of this person.";
        new_ticket: "Novo atendimento", "New ticket";
        all_tickets: "Ver todos", "See all";
        no_email_warning:
            "Sem e-mail: as mudanças de status não serão avisadas.",
            "No e-mail: changes of status will not be announced.";
        conflict_explain(at: &str):
            "Outra pessoa salvou este cadastro {at}. Nada seu foi perdido: escolha o que fica.",
            "Somebody else saved this person {at}. Nothing of yours is lost: choose what stays.";
    }
}
