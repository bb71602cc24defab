//! Invented names. Put together by chance they may be somebody's; nothing else about that somebody is here.

/// People named by hand, who appear in the first tickets: name, state, city.
pub(super) const KNOWN_PEOPLE: [(&str, &str, &str); 6] = [
    ("Josué Bernardes Lima", "SP", "Campinas"),
    ("Marina Salgado", "SP", "São Paulo"),
    ("Iolanda Brandão Teles", "BA", "Salvador"),
    ("Josefa Monteiro", "PE", "Recife"),
    ("Kléber Antunes de Sá", "MG", "Uberlândia"),
    ("Neide Aparecida Coutinho", "AM", "Manaus"),
];

/// Companies named by hand.
pub(super) const KNOWN_COMPANIES: [(&str, &str, &str); 12] = [
    ("Padaria Estrela do Oeste", "SP", "Presidente Prudente"),
    ("Prado & Lins Advocacia", "SP", "São Paulo"),
    ("Transportadora Rio Doce", "MG", "Governador Valadares"),
    ("Condomínio Vila das Palmeiras", "SP", "Sorocaba"),
    ("Ótica Visão São João Ltda.", "SP", "Rio Claro"),
    ("Serralheria Três Poderes", "GO", "Anápolis"),
    ("Auto Center Bandeira", "PR", "Londrina"),
    ("Mercearia Dois Irmãos", "PE", "Olinda"),
    ("Academia Corpo & Ritmo", "RJ", "Niterói"),
    ("Escola Pequeno Ipê", "PR", "Maringá"),
    ("Clínica Bem Viver", "SC", "Joinville"),
    ("Pousada Recanto do Mar", "BA", "Ilhéus"),
];

pub(super) const FIRST: [&str; 40] = [
    "Adriana", "Alessandra", "Amanda", "André", "Antônio", "Benedita", "Camila", "Cíntia", "Conceição", "Danilo", "Denise",
    "Edson", "Elaine", "Everton", "Francisca", "Geraldo", "Gustavo", "Ingrid", "Ivan", "Joana", "Jorge", "Juliano", "Kátia",
    "Leandro", "Luzia", "Marcelo", "Márcia", "Nádia", "Osvaldo", "Patrícia", "Priscila", "Rogério", "Rosângela", "Sandro",
    "Sílvia", "Tânia", "Thaís", "Vanderlei", "Vera", "Wellington",
];

pub(super) const MIDDLE: [&str; 16] = [
    "Aparecida", "de Fátima", "do Carmo", "Luiz", "Maria", "Paulo", "Regina", "Augusto", "Cristina", "Henrique", "Helena",
    "Roberto", "", "", "", "",
];

pub(super) const LAST: [&str; 40] = [
    "Abrantes", "Aguiar", "Amorim", "Azevedo", "Bastos", "Bezerra", "Brandão", "Caldeira", "Camargo", "Cardoso", "Carvalhal",
    "Cordeiro", "Coutinho", "D'Ávila", "Esteves", "Falcão", "Figueira", "Fontoura", "Galvão", "Gouveia", "Jardim", "Lacerda",
    "Leme", "Macedo", "Medeiros", "Moraes", "Nogueira", "Pacheco", "Peixoto", "Pimentel", "Quintela", "Rangel", "Sampaio",
    "Siqueira", "Tavares", "Teixeira", "Uchoa", "Valadão", "Vasconcelos", "Yamasaki",
];

pub(super) const TRADES: [&str; 24] = [
    "Padaria", "Mercado", "Farmácia", "Oficina", "Papelaria", "Floricultura", "Restaurante", "Lanchonete", "Marcenaria",
    "Gráfica", "Confeitaria", "Autopeças", "Pet Shop", "Lavanderia", "Hotel", "Construtora", "Distribuidora", "Transportes",
    "Clínica", "Escola", "Estúdio", "Ateliê", "Vidraçaria", "Laticínios",
];

pub(super) const TITLES: [&str; 30] = [
    "Aurora", "Beira Rio", "Boa Esperança", "Bom Retiro", "Campo Belo", "Céu Azul", "Cruzeiro", "Doce Ofício", "Encontro",
    "Flor do Vale", "Horizonte", "Ipê Amarelo", "Jacarandá", "Lua Nova", "Mar Aberto", "Monte Alto", "Nova Era", "Ouro Fino",
    "Paineiras", "Pedra Branca", "Ponto Certo", "Primavera", "Quatro Estações", "Recanto Verde", "Santa Clara", "Sol Nascente",
    "Terra Boa", "Trevo", "Vila Rica", "Vitória Régia",
];

pub(super) const ENDINGS: [&str; 6] = ["Ltda", "ME", "Ltda ME", "EIRELI", "", ""];

/// Places of the others: state and city.
pub(super) const PLACES: [(&str, &str); 27] = [
    ("SP", "São Paulo"), ("SP", "Ribeirão Preto"), ("SP", "Santos"), ("SP", "Bauru"), ("SP", "Jundiaí"), ("RJ", "Rio de Janeiro"),
    ("RJ", "Petrópolis"), ("MG", "Belo Horizonte"), ("MG", "Juiz de Fora"), ("MG", "Montes Claros"), ("ES", "Vitória"),
    ("PR", "Curitiba"), ("PR", "Cascavel"), ("SC", "Florianópolis"), ("SC", "Blumenau"), ("RS", "Porto Alegre"),
    ("RS", "Caxias do Sul"), ("BA", "Feira de Santana"), ("PE", "Caruaru"), ("CE", "Fortaleza"), ("RN", "Natal"),
    ("PA", "Belém"), ("AM", "Manaus"), ("MT", "Cuiabá"), ("MS", "Campo Grande"), ("GO", "Goiânia"), ("AC", "Rio Branco"),
];
