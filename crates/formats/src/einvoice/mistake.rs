//! What can be wrong with an e-invoice as a file and as a structure; broken rules stand in [`super::Rule`].

use crate::mistake::mistakes;

mistakes! {
    /// What is wrong with the file or its structure.
    pub enum Mistake {
        // The file.
        /// Larger than the reader takes.
        FileTooLarge { limit_bytes: usize } = Refused, "einvoice_file_too_large", "refusal-einvoice-file-too-large";
        /// The XML beside the attachments is larger than the reader takes.
        XmlTooLarge { limit_bytes: usize } = Refused, "einvoice_xml_too_large", "refusal-einvoice-xml-too-large";
        /// Elements within elements, deeper than the reader takes.
        TooDeep { limit: usize } = Refused, "einvoice_too_deep", "refusal-einvoice-too-deep";
        /// More elements than the reader takes.
        TooManyElements { limit: usize } = Refused, "einvoice_too_many_elements", "refusal-einvoice-too-many-elements";
        /// A document type declaration: entities in it can read files or swell without end.
        DocumentType = Refused, "einvoice_document_type", "refusal-einvoice-document-type";
        /// An encoding that is not known, or bytes that are not of it.
        Encoding { encoding: String } = Refused, "einvoice_encoding", "refusal-einvoice-encoding";
        /// No well-formed XML.
        NotXml { reason: String } = Refused, "einvoice_not_xml", "refusal-einvoice-not-xml";
        /// XML of another kind: the root element and its namespace are none of an invoice.
        NotAnInvoice { element: String, namespace: String }
            = Refused, "einvoice_not_an_invoice", "refusal-einvoice-not-an-invoice";
        /// A wrapper without an invoice in it.
        EnvelopeEmpty = Refused, "einvoice_envelope_empty", "refusal-einvoice-envelope-empty";
        /// A wrapper with several invoices: each is to be sent alone.
        EnvelopeManyInvoices { count: usize }
            = Refused, "einvoice_envelope_many_invoices", "refusal-einvoice-envelope-many-invoices";
        /// More faults than are kept.
        FaultsLeftOut { count: usize } = Refused, "einvoice_faults_left_out", "refusal-einvoice-faults-left-out";

        // The structure.
        /// An element that may not stand there.
        ElementUnknown { element: String } = Refused, "einvoice_element_unknown", "refusal-einvoice-element-unknown";
        /// An element that has to stand before those before it.
        ElementOutOfOrder { element: String }
            = Refused, "einvoice_element_out_of_order", "refusal-einvoice-element-out-of-order";
        /// An element more often than it may.
        ElementTooMany { element: String, most: u16 }
            = Refused, "einvoice_element_too_many", "refusal-einvoice-element-too-many";
        /// An element that has to be there.
        ElementMissing { element: String } = Refused, "einvoice_element_missing", "refusal-einvoice-element-missing";
        /// An element that holds exactly one other and does not.
        OneElementExpected = Refused, "einvoice_one_element_expected", "refusal-einvoice-one-element-expected";
        /// Text where only elements may stand.
        TextBesideElements { value: String }
            = Refused, "einvoice_text_beside_elements", "refusal-einvoice-text-beside-elements";
        /// A value not written as its type demands.
        ValueMalformed { value: String, kind: String }
            = Refused, "einvoice_value_malformed", "refusal-einvoice-value-malformed";
        /// A value that is none of the allowed.
        ValueNotAllowed { value: String } = Refused, "einvoice_value_not_allowed", "refusal-einvoice-value-not-allowed";
        /// An attribute that may not stand there.
        AttributeUnknown { attribute: String }
            = Refused, "einvoice_attribute_unknown", "refusal-einvoice-attribute-unknown";
        /// An attribute that has to be there.
        AttributeMissing { attribute: String }
            = Refused, "einvoice_attribute_missing", "refusal-einvoice-attribute-missing";
        /// An attribute whose value is not allowed.
        AttributeMalformed { attribute: String, value: String }
            = Refused, "einvoice_attribute_malformed", "refusal-einvoice-attribute-malformed";

        // The content, when it is read into a document.
        /// A number with more digits than are reckoned with, or a date outside the calendar.
        ValueOutOfRange { value: String } = Refused, "einvoice_value_out_of_range", "refusal-einvoice-value-out-of-range";
    }
}
