//! What a party is, by words that are kept and sent.

/// An enum whose variants are kept as words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            /// Every one, in the order they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word that is kept and sent.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }

            /// Every word, for who wrote another one.
            #[must_use]
            pub fn words() -> String {
                Self::ALL.iter().map(|known| known.word()).collect::<Vec<_>>().join(", ")
            }
        }

        impl kameral_store::FromCell<'_> for $name {
            const EXPECTED: &'static str = "a known word";

            fn from_cell(cell: kameral_store::Cell<'_>) -> Option<Self> {
                Self::from_word(<&str as kameral_store::FromCell>::from_cell(cell)?)
            }
        }
    };
}

pub(crate) use words;

words! {
    /// *Roll*: how the party is dealt with; it may have several.
    Role {
        /// *Leverantör*: is paid.
        Supplier = "supplier";
        /// *Kund*: is invoiced.
        Customer = "customer";
        /// *Myndighet*: stands in the register of agencies as a counterparty.
        Agency = "agency";
    }
}

words! {
    /// *Slag*: what the party is in law.
    PartyKind {
        /// A legal person in Sweden.
        Company = "company";
        /// A natural person.
        Person = "person";
        /// An agency under the Government or the Riksdag.
        Agency = "agency";
        /// Anybody established abroad.
        Foreign = "foreign";
    }
}

words! {
    /// *Språk*: in which the party is written to.
    Language {
        /// Swedish.
        Swedish = "sv";
        /// English.
        English = "en";
    }
}

words! {
    /// *Motpartstyp*: as balances with the party are reported to the State (EM-14).
    CounterpartyKind {
        /// *Utomstatlig*: blank in Hermes.
        OutsideState = "outside_state";
        /// *Inomstatlig*: `I` in Hermes.
        WithinState = "within_state";
        /// *Egen bokslutskoncern*: `M` in Hermes.
        OwnGroup = "own_group";
    }
}

words! {
    /// *Momsbehandling*: what is proposed on invoices from or to the party (VAT-10).
    VatTreatment {
        /// Swedish VAT on the invoice.
        Domestic = "domestic";
        /// *Omvänd betalningsskyldighet* in Sweden: the buyer owes the VAT.
        ReverseCharge = "reverse_charge";
        /// The party is in another country of the Union.
        Union = "union";
        /// The party is outside the Union.
        OutsideUnion = "outside_union";
        /// No VAT: exempt, or outside the law.
        None = "none";
    }
}

words! {
    /// *Status*.
    State {
        /// May be chosen.
        Active = "active";
        /// *Avslutad*: stays for what was, and is not chosen any more.
        Closed = "closed";
    }
}

words! {
    /// What a party is blocked for.
    Blocked {
        /// Its invoices are not taken in, and none is made to it.
        Invoices = "invoices";
        /// Nothing is paid to it.
        Payments = "payments";
    }
}

words! {
    /// What an address is for.
    AddressUse {
        /// *Postadress*.
        Postal = "postal";
        /// *Besöksadress*.
        Visiting = "visiting";
        /// *Fakturaadress*.
        Invoice = "invoice";
        /// *Leveransadress*.
        Delivery = "delivery";
    }
}

words! {
    /// From where a version came.
    Origin {
        /// Typed, or sent over the API.
        Typed = "typed";
        /// A row of a file.
        File = "file";
        /// The list of agencies that comes with the program.
        List = "list";
    }
}
