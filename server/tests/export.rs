//! Exports over HTTP, as browsers ask for them: who gets the file, what is in it, and that no cell is run as a formula.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use backend::usecase::user::{NewAccount, create_user};
use domain::access::Role;
use support::{Browser, PASSWORD, TestServer, header};

const SOFIA: &str = "sofia@balcao.demo";

/// A browser of a supervisor.
async fn sofia(server: &TestServer) -> Browser<'_> {
    let account = NewAccount {
        email: SOFIA.to_owned(),
        name: "Sofia".to_owned(),
        role: Role::Supervisor,
        password: PASSWORD.to_owned(),
        person: None,
    };
    create_user(&server.desk, None, account, "").await.unwrap();
    let browser = server.browser();
    assert_eq!(browser.sign_in(SOFIA, PASSWORD, "").await.status(), 303);
    browser
}

#[tokio::test]
async fn an_export_is_for_supervisors() {
    let server = TestServer::start().await;
    let nobody = server.browser();
    let renata = server.signed_in().await;
    let sofia = sofia(&server).await;
    for (list, name) in [("tickets", "atendimentos.csv"), ("contracts", "contratos.csv")] {
        let path = format!("/export/{list}.csv");
        assert_ne!(nobody.get(&path).await.status(), 200, "{path}");
        assert_eq!(renata.get(&path).await.status(), 403, "{path}");
        let answer = sofia.get(&path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "content-type"), "text/csv; charset=utf-8");
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let attachment = format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}");
        assert_eq!(header(&answer, "content-disposition"), attachment);
    }
}

#[tokio::test]
async fn the_tickets_of_a_filter_as_a_file() {
    let server = TestServer::start().await;
    let id = server.requester("maria@example.test").await;
    let sofia = sofia(&server).await;
    let text = sofia.get("/export/tickets.csv?view=all").await.text().await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with('\u{feff}') && lines[0].contains(";Solicitante;"), "{text}");
    assert!(lines[1].starts_with(&format!("{id};Maria Prova;Boleto;")), "{text}");
    let text = sofia.get("/export/tickets.csv?status=cancelled").await.text().await.unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[tokio::test]
async fn the_contracts_of_a_filter_as_a_file_without_formulas() {
    let server = TestServer::start().await;
    server.contract(10_482, "=HYPERLINK(\"http://example.test\")").await;
    server.contract(10_483, "Neide Coutinho").await;
    let sofia = sofia(&server).await;
    let text = sofia.get("/export/contracts.csv?dir=asc").await.text().await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}Contrato;Titular;CPF/CNPJ;Plano;Status do contrato;Status de acesso;Bloqueado desde;Liberado até;\
         Última liberação;Valor (R$);Em atraso (R$);Faturas em atraso;Cidade;UF"
    );
    assert_eq!(
        lines[1],
        "10482;\"'=HYPERLINK(\"\"http://example.test\"\")\";;Fibra;Ativo;Bloqueio automático;18/03/2026 13:31;;;119,90;0,00;0;\
         Manaus;AM"
    );
    assert_eq!(lines.len(), 3, "{text}");
    let text = sofia.get("/export/contracts.csv?q=neide").await.text().await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() == 2 && lines[1].starts_with("10483;Neide Coutinho;"), "{text}");
}
