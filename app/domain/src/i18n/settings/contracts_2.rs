//! Texts of the parameters of "Contratos 2".

texts! {
    /// Texts of "Contratos 2".
    pub struct ContractParameterTexts {
        tab: "Contratos 2", "Contracts 2";
        title: "Liberar Temporariamente", "Release temporarily";
        text:
            "Desbloqueio de confiança: devolve o acesso por poucos dias, à espera do pagamento.",
            "A release on trust: gives the access back for a few days, waiting for the payment.";
        enabled: "Status liberar temporariamente", "Temporary release";
        enabled_help:
            "Ligado, quem tem a permissão pode liberar um contrato bloqueado. Desligado, ninguém pode, salvo contratos marcados com Sim.",
            "On: whoever has the permission may release a blocked contract. Off: nobody may, except contracts marked Yes.";
        days: "Quantidade de dias de liberação temporária", "Days of a temporary release";
        days_help:
            "De 1 a 30. O dia da liberação conta: 1 vale só para hoje.",
            "1 to 30. The day of the release counts: 1 is for today only.";
        renew: "Renovar liberação temporária após quantos dias", "Renew a temporary release after how many days";
        renew_help:
            "Contados do início da última liberação. 0 permite renovar sem espera.",
            "Counted from the start of the last release. 0 allows a new one at once.";
        days_unit: "dias", "days";
        manual: "Liberar também bloqueios manuais", "Release manual blocks too";
        manual_help:
            "Bloqueio automático e Financeiro em atraso sempre podem. Desativado e Aguardando assinatura nunca.",
            "Automatic block and Payment overdue always may. Deactivated and Awaiting signature never.";
        payment: "Pagamento encerra a espera", "A payment ends the wait";
        payment_help:
            "Se o cliente pagar durante a liberação, pode liberar de novo sem esperar.",
            "If the customer pays during the release, a new one needs no wait.";
        same_day:
            "Revogação no mesmo dia não conta para a espera",
            "A revocation on the same day does not count for the wait";
        same_day_help:
            "Para liberações dadas por engano: revogada no dia em que foi dada, a liberação não obriga o cliente a esperar.",
            "For releases given by mistake: one that is revoked on the day it was given makes nobody wait.";
        limit: "Limite de liberações por dia", "Limit of releases a day";
        limit_help: "Da empresa toda. Vazio: sem limite.", "Of the whole company. Empty: no limit.";
        limit_unit: "por dia", "a day";
        practice: "Como fica na prática", "What it means";
        practice_text(day: &str): "Um contrato liberado hoje, {day}:", "A contract released today, {day}:";
        released_until: "Liberado até", "Released until";
        again_on: "Pode de novo em", "Again on";
        released: "Liberado", "Released";
        waiting: "Espera", "Wait";
        free: "Pode liberar", "May release";
        running_stay: "As liberações em andamento não mudam.", "Running releases do not change.";
        fix_first: "Corrija os números para ver o exemplo.", "Correct the numbers to see the example.";
    }
}
