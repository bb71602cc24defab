//! Texts of files: choosing, sending, the list of a ticket.

/// Texts of the upload component and the tab "Arquivos".
pub struct FileTexts {
    pub tab: &'static str,
    pub drop: &'static str,
    pub browse: &'static str,
    pub attach: &'static str,
    /// The same for a finger, which drops and pastes nothing.
    pub touch: &'static str,
    /// What may be sent; gets the limit in megabytes.
    pub limits: fn(u32) -> String,
    pub sending: &'static str,
    /// "68% de 1,2 MB"
    pub sent_of: fn(u32, &str) -> String,
    /// For the ear, when one is done.
    pub done: fn(&str) -> String,
    pub ready: &'static str,
    pub cancel: fn(&str) -> String,
    pub cancelled: &'static str,
    pub retry: &'static str,
    pub remove: fn(&str) -> String,
    pub removed: fn(&str) -> String,
    pub remove_question: fn(&str) -> String,
    pub remove_text: &'static str,
    pub download: fn(&str) -> String,
    pub open_image: fn(&str) -> String,
    pub empty: &'static str,
    pub name: &'static str,
    pub size: &'static str,
    pub kind: &'static str,
    pub by: &'static str,
    pub at: &'static str,
    pub internal: &'static str,
    pub internal_help: &'static str,
    pub from_chat: &'static str,
    pub still_sending: &'static str,
    /// Bytes as people read them: "182 kB", "1,2 MB".
    pub bytes: fn(u64) -> String,
}

pub const PT_BR: FileTexts = FileTexts {
    tab: "Arquivos",
    drop: "Arraste os arquivos, cole uma imagem",
    browse: "ou procure no aparelho",
    attach: "Anexar arquivos",
    touch: "Escolher arquivos ou tirar uma foto",
    limits: |max| format!("Até {max} MB cada. PDF, imagem, documento, planilha, texto, XML, áudio, vídeo ou ZIP."),
    sending: "Enviando",
    sent_of: |percent, size| format!("{percent}% de {size}"),
    done: |name| format!("{name} enviado."),
    ready: "pronto",
    cancel: |name| format!("Cancelar o envio de {name}"),
    cancelled: "Envio cancelado.",
    retry: "Tentar de novo",
    remove: |name| format!("Remover {name}"),
    removed: |name| format!("{name} removido."),
    remove_question: |name| format!("Remover “{name}”?"),
    remove_text: "Ninguém mais poderá abrir o arquivo. O histórico guarda que ele existiu.",
    download: |name| format!("Baixar {name}"),
    open_image: |name| format!("Abrir a imagem {name}"),
    empty: "Nenhum arquivo neste atendimento.",
    name: "Nome",
    size: "Tamanho",
    kind: "Tipo",
    by: "Enviado por",
    at: "Quando",
    internal: "Só para a equipe",
    internal_help: "O solicitante não vê o arquivo.",
    from_chat: "do chat",
    still_sending: "Espere o envio dos arquivos terminar.",
    bytes: |bytes| size(bytes, ','),
};

pub const EN: FileTexts = FileTexts {
    tab: "Files",
    drop: "Drop files, paste an image",
    browse: "or browse this device",
    attach: "Attach files",
    touch: "Choose files or take a photo",
    limits: |max| format!("Up to {max} MB each. PDF, image, document, sheet, text, XML, audio, video or ZIP."),
    sending: "Sending",
    sent_of: |percent, size| format!("{percent}% of {size}"),
    done: |name| format!("{name} sent."),
    ready: "ready",
    cancel: |name| format!("Cancel sending {name}"),
    cancelled: "Sending cancelled.",
    retry: "Try again",
    remove: |name| format!("Remove {name}"),
    removed: |name| format!("{name} removed."),
    remove_question: |name| format!("Remove “{name}”?"),
    remove_text: "Nobody will be able to open the file. The history keeps that it existed.",
    download: |name| format!("Download {name}"),
    open_image: |name| format!("Open the image {name}"),
    empty: "No files on this ticket.",
    name: "Name",
    size: "Size",
    kind: "Type",
    by: "Sent by",
    at: "When",
    internal: "For the team only",
    internal_help: "The requester does not see the file.",
    from_chat: "from the chat",
    still_sending: "Wait until the files are sent.",
    bytes: |bytes| size(bytes, '.'),
};

/// One digit behind the comma from a megabyte on; decimal units, as the programs that show files use them.
fn size(bytes: u64, comma: char) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}{comma}{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_short() {
        for (bytes, text) in
            [(0, "0 B"), (999, "999 B"), (182_400, "182 kB"), (1_249_000, "1,2 MB"), (26_214_400, "26,2 MB")]
        {
            assert_eq!((super::PT_BR.bytes)(bytes), text);
        }
        assert_eq!((super::EN.bytes)(1_250_000), "1.3 MB");
    }
}
