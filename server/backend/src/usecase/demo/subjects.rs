//! What people write about: subjects by service, descriptions, notes, reasons.

/// Subjects of a service; `{mes}` becomes a month.
pub(super) const SUBJECTS: [(&str, &[&str]); 20] = [
    (
        "Segunda via",
        &[
            "Segunda via de nota fiscal de {mes}",
            "Não recebi o boleto de {mes}",
            "Segunda via do contrato social",
            "Recibo de {mes} com outro CNPJ",
        ],
    ),
    (
        "Mudança de endereço",
        &[
            "Mudança de endereço da loja",
            "Novo endereço a partir de {mes}",
            "Mudança para o prédio ao lado",
            "Endereço da filial no cadastro",
        ],
    ),
    (
        "Alteração contratual",
        &[
            "Alteração do quadro societário",
            "Saída de um sócio",
            "Aumento do capital social",
            "Inclusão de atividade no contrato",
        ],
    ),
    (
        "Portabilidade",
        &["Portabilidade de 2 linhas", "Portabilidade do número principal", "Portabilidade parada desde {mes}"],
    ),
    (
        "Instalação de fibra",
        &[
            "Laudo do poste antes da instalação",
            "Assinatura do termo de instalação",
            "Instalação na sala nova",
            "Remarcar a instalação de {mes}",
        ],
    ),
    (
        "Cobrança de débitos",
        &[
            "Negociação de débitos em atraso",
            "Cobrança em duplicidade em {mes}",
            "Promessa de pagamento de duas faturas",
            "Multa cobrada por engano",
        ],
    ),
    (
        "Folha de pagamento",
        &[
            "Lista de funcionários para a folha de {mes}",
            "Férias de dois funcionários",
            "Hora extra de {mes} não lançada",
            "Décimo terceiro proporcional",
        ],
    ),
    (
        "Titularidade",
        &["Troca de titularidade para a filha", "Titularidade em nome da empresa", "Documentos do novo titular"],
    ),
    (
        "Cadastro",
        &[
            "Envio do comprovante de residência",
            "Vencimento para o dia 15",
            "Atualizar telefone e e-mail",
            "Corrigir o nome no cadastro",
        ],
    ),
    (
        "Cancelamento",
        &["Isenção da multa de fidelidade", "Cancelamento do segundo plano", "Cancelar a partir de {mes}"],
    ),
    ("Ponto adicional", &["Ponto adicional na recepção", "Mais um ponto no depósito", "Orçamento de três pontos"]),
    (
        "Certidões",
        &["Certidão negativa para licitação", "Certidão municipal vencida em {mes}", "Certidões para o financiamento"],
    ),
    (
        "Visita técnica",
        &[
            "Queda de sinal no bloco dos fundos",
            "Internet lenta à tarde",
            "Roteador desligando sozinho",
            "Cabo rompido na calçada",
        ],
    ),
    (
        "Abertura de empresa",
        &["Abertura de MEI para a esposa", "Abertura de filial em outra cidade", "Viabilidade do endereço comercial"],
    ),
    (
        "Imposto de renda",
        &["Declaração com aluguel e pensão", "Malha fina do ano passado", "Informe de rendimentos de {mes}"],
    ),
    (
        "Emissão de nota fiscal",
        &["Nota fiscal de {mes} sem o carimbo", "Cancelar nota emitida em dobro", "Nota com o serviço errado"],
    ),
    (
        "Parcelamento de tributos",
        &["Parcelamento do Simples Nacional", "Parcela de {mes} não debitada", "Refazer o parcelamento em 60 vezes"],
    ),
    (
        "Certificado digital",
        &[
            "Renovação do certificado digital",
            "Certificado não instala no computador novo",
            "Senha do certificado bloqueada",
        ],
    ),
    (
        "Consultoria tributária",
        &["Enquadramento para o próximo ano", "Dúvida sobre a reforma tributária", "Créditos de ICMS de {mes}"],
    ),
    (
        "Outros assuntos",
        &["Elogio à equipe de atendimento", "Dúvida sobre o portal do cliente", "Pedido de reunião em {mes}"],
    ),
];

pub(super) const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

pub(super) const DESCRIPTIONS: [&str; 8] = [
    "Cliente pediu por telefone. Prefere resposta por e-mail.",
    "Mandou os documentos ontem; falta conferir a assinatura.",
    "É a segunda vez que pede. Dar prioridade.",
    "Combinado retorno até o fim da semana.",
    "O contador dele também vai ligar.",
    "Pediu orçamento antes de começar.\nSe passar de R$ 500,00, avisar primeiro.",
    "Chegou pelo portal.",
    "",
];

pub(super) const NOTES: [&str; 10] = [
    "Liguei, caiu na caixa postal. Tento de novo à tarde.",
    "Documento ilegível; pedi outra foto.",
    "Conferido com o financeiro, pode seguir.",
    "O portal da prefeitura está fora do ar desde cedo.",
    "Cliente avisou que viaja na semana que vem.",
    "Falta a assinatura do segundo sócio.",
    "Valor combinado por telefone com o responsável.",
    "Parecido com o atendimento do mês passado.",
    "Aguardando o técnico confirmar o horário.",
    "Enviei o modelo da procuração.",
];

pub(super) const MOVES: [&str; 6] = [
    "Você já conhece este cliente.",
    "Saio de férias amanhã; o prazo é curto.",
    "É assunto do financeiro.",
    "Precisa de quem entende de contratos.",
    "Divisão da fila da manhã.",
    "Cliente pediu para falar com você.",
];

pub(super) const REASONS: [&str; 6] = [
    "Cliente desistiu.",
    "Pedido em duplicidade.",
    "Fora do que o contrato cobre.",
    "Documentos não enviados no prazo.",
    "Resolvido pelo próprio cliente.",
    "Sem viabilidade técnica no endereço.",
];
