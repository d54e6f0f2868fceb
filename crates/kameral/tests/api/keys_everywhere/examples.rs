//! A request for each route that changes something.

/// A request to a route that changes something.
pub struct Example {
    /// Method and path, as the document has them; below the entity unless it begins with `/`.
    pub route: &'static str,
    pub who: &'static str,
    /// Where it is sent.
    pub address: &'static str,
    pub body: &'static str,
    /// Another request to the same route: its address and body.
    pub other: (&'static str, &'static str),
    /// What shows the effect.
    pub seen: &'static str,
}

/// What must be there before the examples.
pub const BEFORE: &str = r#"
    eva PUT dimensions/FIN/values/10 {"name":"Anslag"}
    eva PUT periods/202500 {"state":"held"}
    eva PUT periods/202501 {"state":"held"}
    eva POST vouchers {"vouchers":[{rent},{rent},{invoice},{payment}]}
    eva POST drafts {"voucher":{rent}}
    eva POST drafts {"voucher":{rent}}
    eva POST drafts {"voucher":{rent}}
    eva POST drafts {"voucher":{rent}}
    eva POST drafts/4/parking {}
    eva POST drafts {"voucher":{rent}}
    eva POST drafts {"voucher":{rent}}
    eva PUT posting-rules/bord/1 {"name":"Bord","order":10,"active":true,"method":"run","accounts":"5611","lines":[{"account":"9419","share_millionths":1000000},{"account":"9411","share_millionths":-1000000}]}
"#;

pub const RENT: &str = r#"{"date":"2026-03-02","text":"Hyra","lines":[{"account":"5611","amount_ore":50000},{"account":"1910","amount_ore":-50000}]}"#;
pub const INVOICE: &str = r#"{"date":"2026-03-02","text":"Faktura","lines":[{"account":"1511","amount_ore":10000},{"account":"5611","amount_ore":-10000}]}"#;
pub const PAYMENT: &str = r#"{"date":"2026-03-20","text":"Betalning","lines":[{"account":"1910","amount_ore":10000},{"account":"1511","amount_ore":-10000}]}"#;

/// A request for each route, in an order in which all of them succeed.
pub const EXAMPLES: &[Example] = &[
    Example {
        route: "post /api/v1/entities",
        who: "sys",
        address: "/api/v1/entities",
        body: r#"{"code":"3098","name":"Nämnden","org_number":"202100-5026","rules":"state"}"#,
        other: (
            "/api/v1/entities",
            r#"{"code":"3099","name":"Nämnden","org_number":"202100-5026","rules":"state"}"#,
        ),
        seen: "/api/v1/entities",
    },
    Example {
        route: "put /api/v1/groups/{group}",
        who: "sys",
        address: "/api/v1/groups/KUST",
        body: r#"{"name":"Kusten","members":[{"entity":"1098"}]}"#,
        other: (
            "/api/v1/groups/KUST",
            r#"{"name":"Kusterna","members":[{"entity":"1098"}]}"#,
        ),
        seen: "/api/v1/groups",
    },
    Example {
        route: "post users",
        who: "sys",
        address: "users",
        body: r#"{"login":"siv","name":"Siv","password":"rätt häst batteri"}"#,
        other: (
            "users",
            r#"{"login":"siv","name":"Siv Ek","password":"rätt häst batteri"}"#,
        ),
        seen: "users",
    },
    Example {
        route: "put users/{login}",
        who: "sys",
        address: "users/siv",
        body: r#"{"active":false}"#,
        other: ("users/bo", r#"{"active":false}"#),
        seen: "users",
    },
    Example {
        route: "post users/{login}/roles",
        who: "sys",
        address: "users/siv/roles",
        body: r#"{"role":"controller"}"#,
        other: ("users/siv/roles", r#"{"role":"budget_holder"}"#),
        seen: "users",
    },
    Example {
        route: "delete users/{login}/roles/{grant}",
        who: "sys",
        address: "users/siv/roles/4",
        body: "",
        other: ("users/bo/roles/2", ""),
        seen: "users",
    },
    Example {
        route: "post vouchers",
        who: "eva",
        address: "vouchers",
        body: r#"{"vouchers":[{rent}]}"#,
        other: ("vouchers", r#"{"vouchers":[{rent},{rent}]}"#),
        seen: "vouchers",
    },
    Example {
        route: "post vouchers/{number}/reversal",
        who: "eva",
        address: "vouchers/A-2026-1/reversal",
        body: r#"{"reason":"Fel"}"#,
        other: ("vouchers/A-2026-2/reversal", r#"{"reason":"Fel"}"#),
        seen: "vouchers",
    },
    Example {
        route: "post vouchers/{number}/recoding",
        who: "eva",
        address: "vouchers/A-2026-2/recoding",
        body: r#"{"reason":"Fel","moves":[{"line":1,"account":"5711"}]}"#,
        other: (
            "vouchers/A-2026-2/recoding",
            r#"{"reason":"Fel","moves":[{"line":1,"account":"5612"}]}"#,
        ),
        seen: "vouchers",
    },
    Example {
        route: "post vouchers/{number}/annulment",
        who: "eva",
        address: "vouchers/A-2026-6/annulment",
        body: r#"{"reason":"Hoppat över"}"#,
        other: ("vouchers/A-2026-7/annulment", r#"{"reason":"Hoppat över"}"#),
        seen: "vouchers",
    },
    Example {
        route: "post drafts",
        who: "eva",
        address: "drafts",
        body: r#"{"voucher":{rent}}"#,
        other: ("drafts", r#"{"voucher":{rent},"note":"väntar"}"#),
        seen: "drafts",
    },
    Example {
        route: "put drafts/{draft}",
        who: "eva",
        address: "drafts/1",
        body: r#"{"version":1,"voucher":{rent}}"#,
        other: ("drafts/1", r#"{"version":2,"voucher":{rent}}"#),
        seen: "drafts",
    },
    Example {
        route: "delete drafts/{draft}",
        who: "eva",
        address: "drafts/2",
        body: "",
        other: ("drafts/1", ""),
        seen: "drafts",
    },
    Example {
        route: "post drafts/{draft}/parking",
        who: "eva",
        address: "drafts/3/parking",
        body: r#"{"note":"väntar"}"#,
        other: ("drafts/1/parking", r#"{"note":"väntar"}"#),
        seen: "drafts",
    },
    Example {
        route: "post drafts/{draft}/taking",
        who: "eva",
        address: "drafts/4/taking",
        body: "",
        other: ("drafts/3/taking", ""),
        seen: "drafts",
    },
    Example {
        route: "post drafts/{draft}/handover",
        who: "eva",
        address: "drafts/5/handover",
        body: r#"{"login":"bo"}"#,
        other: ("drafts/1/handover", r#"{"login":"bo"}"#),
        seen: "drafts",
    },
    Example {
        route: "post drafts/{draft}/posting",
        who: "eva",
        address: "drafts/6/posting",
        body: r#"{"version":1}"#,
        other: ("drafts/1/posting", r#"{"version":2}"#),
        seen: "vouchers",
    },
    Example {
        route: "put templates/{template}",
        who: "eva",
        address: "templates/hyra",
        body: r#"{"voucher":{rent}}"#,
        other: ("templates/hyra", r#"{"voucher":{rent},"shared":true}"#),
        seen: "templates",
    },
    Example {
        route: "delete templates/{template}",
        who: "eva",
        address: "templates/hyra",
        body: "",
        other: ("templates/el", ""),
        seen: "templates",
    },
    Example {
        route: "post attachments",
        who: "eva",
        address: "attachments?name=hyra.pdf",
        body: "%PDF-1",
        other: ("attachments?name=el.pdf", "%PDF-1"),
        seen: "model",
    },
    Example {
        route: "put accounts/{account}",
        who: "eva",
        address: "accounts/56110",
        body: r#"{"name":"Stolar","kind":"expense"}"#,
        other: ("accounts/56110", r#"{"name":"Bord","kind":"expense"}"#),
        seen: "model",
    },
    Example {
        route: "post files/chart",
        who: "eva",
        address: "files/chart?name=konton.csv",
        body: "konto,benämning\n56111,Pallar\n",
        other: (
            "files/chart?name=konton.csv&close_missing=2026-12-31",
            "konto,benämning\n56111,Pallar\n",
        ),
        seen: "model",
    },
    Example {
        route: "put statements/{statement}/lines/{line}/parts/{part}",
        who: "eva",
        address: "statements/income/lines/90/parts/1",
        body: r#"{"section":"Övrigt","name":"Egna intäkter","account_from":"3990","account_to":"3999","sign":-1}"#,
        other: (
            "statements/income/lines/91/parts/1",
            r#"{"section":"Övrigt","name":"Egna intäkter","account_from":"3990","account_to":"3999","sign":-1}"#,
        ),
        seen: "statements",
    },
    Example {
        route: "put account-levels/{prefix}",
        who: "eva",
        address: "account-levels/561",
        body: r#"{"name":"Inventarier"}"#,
        other: ("account-levels/562", r#"{"name":"Inventarier"}"#),
        seen: "model",
    },
    Example {
        route: "put dimensions/{code}",
        who: "eva",
        address: "dimensions/EGEN",
        body: r#"{"position":12,"name":"Egen"}"#,
        other: ("dimensions/EGEN", r#"{"position":12,"name":"Vår"}"#),
        seen: "model",
    },
    Example {
        route: "put dimensions/{code}/values/{value}",
        who: "eva",
        address: "dimensions/ORG/values/120",
        body: r#"{"name":"Enheten"}"#,
        other: ("dimensions/ORG/values/121", r#"{"name":"Enheten"}"#),
        seen: "model",
    },
    Example {
        route: "put rules/{rule}",
        who: "eva",
        address: "rules/stolar",
        body: r#"{"accounts":"56110","dimension":"ORG","requirement":"mandatory"}"#,
        other: (
            "rules/stolar",
            r#"{"accounts":"56110","dimension":"ORG","requirement":"forbidden"}"#,
        ),
        seen: "model",
    },
    Example {
        route: "put posting-rules/{rule}/{version}",
        who: "eva",
        address: "posting-rules/stolar/1",
        body: r#"{"name":"Stolar","order":10,"active":false,"accounts":"56110","lines":[{"account":"5611","share_millionths":1000000},{"account":"1910","share_millionths":-1000000}]}"#,
        other: (
            "posting-rules/stolar/1",
            r#"{"name":"Bord","order":10,"active":false,"accounts":"56110","lines":[{"account":"5611","share_millionths":1000000},{"account":"1910","share_millionths":-1000000}]}"#,
        ),
        seen: "model",
    },
    Example {
        route: "post charges",
        who: "eva",
        address: "charges",
        body: r#"{"period":"202603"}"#,
        other: ("charges", r#"{"period":"202604"}"#),
        seen: "charges?period=202603",
    },
    Example {
        route: "put relations/{relation}",
        who: "eva",
        address: "relations/chef",
        body: r#"{"from_dimension":"ORG","name":"Chef","values":[]}"#,
        other: (
            "relations/chef",
            r#"{"from_dimension":"ORG","name":"Chefer","values":[]}"#,
        ),
        seen: "model",
    },
    Example {
        route: "put hierarchies/{hierarchy}",
        who: "eva",
        address: "hierarchies/org",
        body: r#"{"dimension":"ORG","name":"Organisation","nodes":[]}"#,
        other: ("hierarchies/org", r#"{"dimension":"ORG","name":"Org","nodes":[]}"#),
        seen: "model",
    },
    Example {
        route: "put series/{series}",
        who: "eva",
        address: "series/Z",
        body: r#"{"name":"Övrigt"}"#,
        other: ("series/Y", r#"{"name":"Övrigt"}"#),
        seen: "model",
    },
    Example {
        route: "put kinds/{kind}",
        who: "eva",
        address: "kinds/other",
        body: r#"{"series":"Z","name":"Övrigt"}"#,
        other: ("kinds/another", r#"{"series":"Z","name":"Övrigt"}"#),
        seen: "model",
    },
    Example {
        route: "post years",
        who: "eva",
        address: "years",
        body: r#"{"starts_on":"2027-01-01","ends_on":"2027-12-31"}"#,
        other: ("years", r#"{"starts_on":"2028-01-01","ends_on":"2028-12-31"}"#),
        seen: "model",
    },
    Example {
        route: "put currencies/{currency}",
        who: "eva",
        address: "currencies/JPY",
        body: r#"{"name":"Yen","decimals":0}"#,
        other: ("currencies/JPY", r#"{"name":"Japansk yen","decimals":0}"#),
        seen: "model",
    },
    Example {
        route: "put currencies/{currency}/rates/{valid_from}",
        who: "eva",
        address: "currencies/JPY/rates/2026-01-01",
        body: r#"{"rate_micro":70000}"#,
        other: ("currencies/JPY/rates/2026-01-01", r#"{"rate_micro":80000}"#),
        seen: "model",
    },
    Example {
        route: "put periods/{period}",
        who: "eva",
        address: "periods/202501",
        body: r#"{"state":"closed"}"#,
        other: ("periods/202502", r#"{"state":"closed"}"#),
        seen: "model",
    },
    Example {
        route: "post pairings",
        who: "eva",
        address: "pairings",
        body: r#"{"account":"1511","parts":[{"journal_seq":3,"line":1,"amount_ore":10000},{"journal_seq":4,"line":2,"amount_ore":-10000}]}"#,
        other: (
            "pairings",
            r#"{"account":"1511","parts":[{"journal_seq":3,"line":1,"amount_ore":9000},{"journal_seq":4,"line":2,"amount_ore":-9000}]}"#,
        ),
        seen: "pairings?account=1511",
    },
    Example {
        route: "delete pairings/{pairing}",
        who: "eva",
        address: "pairings/1",
        body: "",
        other: ("pairings/2", ""),
        seen: "pairings?account=1511",
    },
    Example {
        route: "post files/vouchers",
        who: "eva",
        address: "files/vouchers?name=hyra.csv",
        body: "voucher,date,text,account,amount\nF1,2026-03-02,Hyra,5611,500\nF1,2026-03-02,Hyra,1910,-500\n",
        other: (
            "files/vouchers?name=hyra.csv",
            "voucher,date,text,account,amount\nF2,2026-03-02,Hyra,5611,500\nF2,2026-03-02,Hyra,1910,-500\n",
        ),
        seen: "vouchers",
    },
    Example {
        route: "post files/sie",
        who: "eva",
        address: "files/sie?name=p.se",
        body: "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM \"Prov\" 1\n#GEN 20260101\n#FNAMN \"Prov\"\n\
            #RAR 0 20250101 20251231\n#KONTO 5611 \"Inventarier\"\n#KONTO 1910 \"Bank\"\n\
            #VER S 1 20250301 \"Stol\"\n{\n#TRANS 5611 {} 50.00\n#TRANS 1910 {} -50.00\n}\n",
        other: ("files/sie?name=q.se", "#FLAGGA 0\n"),
        seen: "vouchers",
    },
    Example {
        route: "post hermes",
        who: "eva",
        address: "hermes",
        body: r#"{"period":"202501"}"#,
        other: ("hermes", r#"{"period":"202501","letter":"b"}"#),
        seen: "outbox",
    },
    Example {
        route: "post tdb",
        who: "eva",
        address: "tdb",
        body: r#"{"period_from":"202501"}"#,
        other: ("tdb", r#"{"period_from":"202501","leave_out":true}"#),
        seen: "outbox",
    },
    Example {
        route: "put exchange-settings/{register}",
        who: "eva",
        address: "exchange-settings/hermes",
        body: r#"{"valid_from":"2026-01-01","settings":{"zero_rows":true}}"#,
        other: (
            "exchange-settings/hermes",
            r#"{"valid_from":"2026-01-01","settings":{"zero_rows":false}}"#,
        ),
        seen: "exchange-settings/hermes",
    },
    Example {
        route: "put feeders/{feeder}",
        who: "eva",
        address: "feeders/TID",
        body: r#"{"name":"Tid","form":"delimited","faulty":"file","fields":[{"field":"date","column":"dag"},{"field":"text","fixed":"Tid"},{"field":"account","column":"konto"},{"field":"amount","column":"belopp"}]}"#,
        other: (
            "feeders/TID",
            r#"{"name":"Tid","form":"delimited","faulty":"voucher","fields":[{"field":"date","column":"dag"},{"field":"text","fixed":"Tid"},{"field":"account","column":"konto"},{"field":"amount","column":"belopp"}]}"#,
        ),
        seen: "feeders",
    },
    Example {
        route: "post feeders/{feeder}/files",
        who: "eva",
        address: "feeders/TID/files?name=tid.csv",
        body: "dag;konto;belopp\n2026-03-02;5611;500\n2026-03-02;1910;-500\n",
        other: (
            "feeders/TID/files?name=tid.csv",
            "dag;konto;belopp\n2026-03-02;5611;600\n2026-03-02;1910;-600\n",
        ),
        seen: "feeder-receipts",
    },
    Example {
        route: "put appropriations/{item}",
        who: "eva",
        address: "appropriations/1:5",
        body: r#"{"kind":"appropriation","name":"Strandskydd","flow":"interest_bearing","basis":"cost","gross":false,"administrative":true,"carried_forward":true,"beyond":"warn"}"#,
        other: (
            "appropriations/1:5",
            r#"{"kind":"appropriation","name":"Annat","flow":"interest_bearing","basis":"cost","gross":false,"administrative":true,"carried_forward":true,"beyond":"warn"}"#,
        ),
        seen: "appropriations",
    },
    Example {
        route: "put appropriations/{item}/terms/{year}",
        who: "eva",
        address: "appropriations/1:5/terms/2026",
        body: r#"{"commitment_limit_ore":30000}"#,
        other: ("appropriations/1:5/terms/2026", r#"{"commitment_limit_ore":40000}"#),
        seen: "appropriations/1:5/terms/2026",
    },
    Example {
        route: "post appropriation-movements",
        who: "eva",
        address: "appropriation-movements",
        body: r#"{"item":"1:5","year":2025,"kind":"allotment","amount_ore":100000,"decided_on":"2025-01-01","document":"RB"}"#,
        other: (
            "appropriation-movements",
            r#"{"item":"1:5","year":2025,"kind":"allotment","amount_ore":200000,"decided_on":"2025-01-01","document":"RB"}"#,
        ),
        seen: "appropriation-movements?year=2025",
    },
    Example {
        route: "post appropriation-years/{year}",
        who: "eva",
        address: "appropriation-years/2026",
        body: r#"{"document":"RB"}"#,
        other: ("appropriation-years/2026", r#"{"document":"Annat"}"#),
        seen: "appropriation-movements?year=2026",
    },
    Example {
        route: "post appropriation-movements/{movement}/taking-back",
        who: "eva",
        address: "appropriation-movements/1/taking-back",
        body: r#"{"note":"Fel"}"#,
        other: ("appropriation-movements/1/taking-back", r#"{"note":"Annat"}"#),
        seen: "appropriation-movements?year=2025",
    },
    Example {
        route: "post commitments",
        who: "eva",
        address: "commitments",
        body: r#"{"item":"1:5","counterparty":"Lab","decided_on":"2026-02-01","document":"B","total_ore":200,"first_paragraph":true,"years":[{"year":2027,"amount_ore":200}]}"#,
        other: (
            "commitments",
            r#"{"item":"1:5","counterparty":"Lab","decided_on":"2026-02-01","document":"B","total_ore":300,"first_paragraph":true,"years":[{"year":2027,"amount_ore":300}]}"#,
        ),
        seen: "commitments",
    },
    Example {
        route: "post commitments/{commitment}/settlements",
        who: "eva",
        address: "commitments/1/settlements",
        body: r#"{"happened_on":"2026-03-01","amount_ore":50}"#,
        other: (
            "commitments/1/settlements",
            r#"{"happened_on":"2026-03-01","amount_ore":60}"#,
        ),
        seen: "commitments",
    },
    Example {
        route: "post commitments/{commitment}/annulments",
        who: "eva",
        address: "commitments/1/annulments",
        body: r#"{"happened_on":"2026-03-01","amount_ore":50}"#,
        other: (
            "commitments/1/annulments",
            r#"{"happened_on":"2026-03-01","amount_ore":60}"#,
        ),
        seen: "commitments",
    },
    Example {
        route: "post transfers/{period}",
        who: "eva",
        address: "transfers/202603",
        body: r#"{"instalments":[{"financier":"10","year_amount_ore":1200000}]}"#,
        other: (
            "transfers/202603",
            r#"{"instalments":[{"financier":"10","year_amount_ore":2400000}]}"#,
        ),
        seen: "vouchers",
    },
    Example {
        route: "post closings/{year}",
        who: "eva",
        address: "closings/2025",
        body: "{}",
        other: ("closings/2026", "{}"),
        seen: "vouchers",
    },
    Example {
        route: "put allocation-keys/{key}/{version}",
        who: "eva",
        address: "allocation-keys/OH/1",
        body: r#"{"name":"Omkostnader","order":10,"pool":{"accounts":"5*"},"parting":"rate","rate_millionths":100000,"basis":{"accounts":"5*"},"charge":{"account":"9511"},"relief":{"account":"9519"},"difference_charge":"9811","difference_relief":"9819"}"#,
        other: (
            "allocation-keys/OH/1",
            r#"{"name":"Påslag","order":10,"pool":{"accounts":"5*"},"parting":"rate","rate_millionths":100000,"basis":{"accounts":"5*"},"charge":{"account":"9511"},"relief":{"account":"9519"}}"#,
        ),
        seen: "allocation-keys",
    },
    Example {
        route: "put standard-prices",
        who: "eva",
        address: "standard-prices",
        body: r#"{"dimension":"RESURS","resource":"HL","unit":"h","valid_from":"2026-01-01","price_ore":60000}"#,
        other: (
            "standard-prices",
            r#"{"dimension":"RESURS","resource":"HL","unit":"h","valid_from":"2026-01-01","price_ore":65000}"#,
        ),
        seen: "standard-prices",
    },
    Example {
        route: "post allocation-runs",
        who: "eva",
        address: "allocation-runs",
        body: r#"{"period":"202603"}"#,
        other: ("allocation-runs", r#"{"period":"202603","key":"OH"}"#),
        seen: "allocations/202603",
    },
    Example {
        route: "post calculation-differences",
        who: "eva",
        address: "calculation-differences",
        body: r#"{"period":"202603","key":"OH","treatment":"propose"}"#,
        other: (
            "calculation-differences",
            r#"{"period":"202603","key":"OH","treatment":"spread"}"#,
        ),
        seen: "allocation-keys",
    },
    Example {
        route: "post allocation-proposals",
        who: "eva",
        address: "allocation-proposals",
        body: r#"{"key":"OH"}"#,
        other: ("allocation-proposals", r#"{"key":"TID"}"#),
        seen: "allocation-keys",
    },
];
