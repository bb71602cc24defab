//! Texts of files: choosing, sending, the list of a ticket.

texts! {
    /// Texts of the upload component and the tab "Arquivos".
    pub struct FileTexts {
        tab: "Arquivos", "Files";
        drop: "Arraste os arquivos, cole uma imagem", "Drop files, paste an image";
        browse: "ou procure no aparelho", "or browse this device";
        attach: "Anexar arquivos", "Attach files";
        /// The same for a finger, which drops and pastes nothing.
        touch: "Escolher arquivos ou tirar uma foto", "Choose files or take a photo";
        /// What may be sent; gets the limit in megabytes.
        limits(max: u32):
            "Até {max} MB cada. PDF, imagem, documento, planilha, texto, XML, áudio, vídeo ou ZIP.",
            "Up to {max} MB each. PDF, image, document, sheet, text, XML, audio, video or ZIP.";
        sending: "Enviando", "Sending";
        /// "68% de 1,2 MB"
        sent_of(percent: u32, size: &str): "{percent}% de {size}", "{percent}% of {size}";
        /// For the ear, when one is done.
        done(name: &str): "{name} enviado.", "{name} sent.";
        ready: "pronto", "ready";
        cancel(name: &str): "Cancelar o envio de {name}", "Cancel sending {name}";
        cancelled: "Envio cancelado.", "Sending cancelled.";
        retry: "Tentar de novo", "Try again";
        remove(name: &str): "Remover {name}", "Remove {name}";
        removed(name: &str): "{name} removido.", "{name} removed.";
        remove_question(name: &str): "Remover “{name}”?", "Remove “{name}”?";
        remove_text:
            "Ninguém mais poderá abrir o arquivo. O histórico guarda que ele existiu.",
            "Nobody will be able to open the file. The history keeps that it existed.";
        download(name: &str): "Baixar {name}", "Download {name}";
        open_image(name: &str): "Abrir a imagem {name}", "Open the image {name}";
        empty: "Nenhum arquivo neste atendimento.", "No files on this ticket.";
        name: "Nome", "Name";
        size: "Tamanho", "Size";
        kind: "Tipo", "Type";
        by: "Enviado por", "Sent by";
        at: "Quando", "When";
        internal: "Só para a equipe", "For the team only";
        internal_help: "O solicitante não vê o arquivo.", "The requester does not see the file.";
        from_chat: "do chat", "from the chat";
        still_sending: "Espere o envio dos arquivos terminar.", "Wait until the files are sent.";
        /// Bytes as people read them: "182 kB", "1,2 MB".
        bytes(bytes: u64): { size(bytes, ',') }, { size(bytes, '.') };
    }
}

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
