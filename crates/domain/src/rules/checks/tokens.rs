//! What a row says about a token, against the list of tokens ([`crate::chain::Tokens`]): whether the contract is
//! that token, on that chain, issued that way, with so many decimals.
//!
//! Not here: whether a text can be a contract of the chain (`chains`); where it cannot, these say nothing.

use super::super::sight::Together;
use super::super::spec::{Check, Fields, ParamKind, ParamSpec, Run, Said, needed};
use super::super::words::{fault, fault_if};
use super::numbers::NUMBERS;
use crate::chain::{self, Known, Listing, Support, Token, Tokens};
use crate::definition::Kind;

const TEXT: &[Kind] = &[Kind::Address, Kind::Text, Kind::Identifier];
const CODE: &[Kind] = &[Kind::Code];

const fn check(
    name: &'static str,
    fields: &'static [&'static [Kind]],
    says: &'static [&'static str],
    run: fn(&Together<'_>) -> Said,
) -> Check {
    Check { name, fields: Fields::Exactly(fields), params: &[], says, run: Run::Together(run) }
}

/// What is known of the contract at one position on the chain at another.
fn known(together: &Together<'_>, contract: usize, chain: usize) -> Option<Known<'static>> {
    Tokens::built_in().look_up(together.text(chain)?, together.text(contract)?)
}

fn listed(
    together: &Together<'_>,
    contract: usize,
    chain: usize,
) -> Option<(&'static Token, &'static Listing)> {
    match known(together, contract, chain)? {
        Known::Listed(token, listing) => Some((token, listing)),
        Known::Elsewhere(..) | Known::Unlisted => None,
    }
}

fn name_of(chain: &str) -> String {
    chain::find(chain).map_or_else(|| chain.to_owned(), |chain| chain.name.clone())
}

/// Whether a ticker is one that several tokens use.
fn is_shared(symbol: Option<&str>) -> bool {
    symbol.and_then(|symbol| Tokens::built_in().by_symbol(symbol)).is_some_and(|token| token.shared)
}

/// The token that a row speaks of: the listed one of its contract, or that of its ticker where no contract is given or
/// the given one is none of the list. A ticker that several tokens use names none by itself.
fn spoken_of(
    together: &Together<'_>,
    symbol: usize,
    contract: usize,
    chain: usize,
) -> Option<&'static Token> {
    match known(together, contract, chain) {
        Some(Known::Listed(token, _) | Known::Elsewhere(token, _)) => Some(token),
        Some(Known::Unlisted) | None => {
            let token = Tokens::built_in().by_symbol(together.text(symbol)?)?;
            (!token.shared).then_some(token)
        }
    }
}

const fn stated(
    name: &'static str,
    param: &'static [ParamSpec],
    run: fn(&Together<'_>) -> Said,
) -> Check {
    let fields = Fields::Exactly(&[CODE, TEXT, TEXT, CODE]);
    Check { name, fields, params: param, says: &["symbol", "listed"], run: Run::Together(run) }
}

const WANTED: &[ParamSpec] = &[needed("code", ParamKind::Text)];

/// Fields: stablecoin or not, ticker, contract, chain. A token that is listed as pegged is not said to be one, `code`.
pub(super) const TOKEN_STABLE: Check = stated("token_stable", WANTED, |together| {
    let said = together.text(0)?;
    let token = spoken_of(together, 1, 2, 3)?;
    let words = [("symbol", token.symbol.clone()), ("listed", token.peg.clone())];
    fault_if(Some(said) != together.sight.text("code"), words)
});

/// Fields: peg, ticker, contract, chain. The token is listed with another peg.
pub(super) const TOKEN_PEG: Check = stated("token_peg", &[], |together| {
    let said = together.text(0)?;
    let token = spoken_of(together, 1, 2, 3)?;
    let words = [("symbol", token.symbol.clone()), ("listed", token.peg.clone())];
    fault_if(said != token.peg, words)
});

/// Fields: issuance, ticker, contract, chain. A listed token is said to be the coin of a chain, `code`, which has no
/// contract to look at.
pub(super) const TOKEN_NO_COIN: Check = stated("token_no_coin", WANTED, |together| {
    let said = together.text(0)?;
    let token = spoken_of(together, 1, 2, 3)?;
    let words = [("symbol", token.symbol.clone()), ("listed", token.peg.clone())];
    fault_if(Some(said) == together.sight.text("code"), words)
});

/// Fields: contract, chain, ticker. The contract is on the list neither here nor on another chain. A shared
/// ticker is left to `token_shared`.
pub(super) const TOKEN_LISTED: Check =
    check("token_listed", &[TEXT, CODE, TEXT], &["chain", "as_of"], |together| {
        let unlisted = matches!(known(together, 0, 1)?, Known::Unlisted);
        let words =
            [("chain", name_of(together.text(1)?)), ("as_of", Tokens::built_in().as_of.clone())];
        fault_if(unlisted && !is_shared(together.text(2)), words)
    });

/// Fields: ticker, contract, chain. Several tokens use the ticker, and the contract is not that of the listed one.
pub(super) const TOKEN_SHARED: Check =
    check("token_shared", &[TEXT, TEXT, CODE], &["symbol"], |together| {
        let symbol = together.text(0)?;
        let right = listed(together, 1, 2)
            .is_some_and(|(token, _)| token.symbol.eq_ignore_ascii_case(symbol));
        // Another listed token is left to `token_symbol`.
        let other = listed(together, 1, 2).is_some();
        fault_if(is_shared(Some(symbol)) && !right && !other, [("symbol", symbol.to_owned())])
    });

/// Fields: ticker, contract, chain. The contract is that of another token.
pub(super) const TOKEN_SYMBOL: Check =
    check("token_symbol", &[TEXT, TEXT, CODE], &["stated", "listed"], |together| {
        let stated = together.text(0)?;
        let (token, _) = listed(together, 1, 2)?;
        fault_if(
            !token.symbol.eq_ignore_ascii_case(stated),
            [("stated", stated.to_owned()), ("listed", token.symbol.clone())],
        )
    });

/// Fields: chain, contract. The contract is a token's on another chain, not on this.
pub(super) const TOKEN_ELSEWHERE: Check =
    check("token_elsewhere", &[CODE, TEXT], &["chain", "other", "symbol"], |together| {
        let Known::Elsewhere(token, listing) = known(together, 1, 0)? else { return None };
        fault([
            ("chain", name_of(together.text(0)?)),
            ("other", name_of(&listing.chain)),
            ("symbol", token.symbol.clone()),
        ])
    });

/// Fields: issuance, contract, chain. The token was issued there in another way. `{stated}` and `{listed}` are
/// codes.
pub(super) const TOKEN_ISSUANCE: Check = check(
    "token_issuance",
    &[CODE, TEXT, CODE],
    &["chain", "symbol", "stated", "listed"],
    |together| {
        let stated = together.text(0)?;
        let (token, listing) = listed(together, 1, 2)?;
        let issuance = listing.issuance?.code();
        fault_if(
            stated != issuance,
            [
                ("chain", name_of(&listing.chain)),
                ("symbol", token.symbol.clone()),
                ("stated", stated.to_owned()),
                ("listed", issuance.to_owned()),
            ],
        )
    },
);

/// Fields: contract, chain. The issuer has ended its support of the token there.
pub(super) const TOKEN_ENDED: Check =
    check("token_ended", &[TEXT, CODE], &["chain", "symbol"], |together| {
        let (token, listing) = listed(together, 0, 1)?;
        fault_if(
            listing.status == Support::Ended,
            [("chain", name_of(&listing.chain)), ("symbol", token.symbol.clone())],
        )
    });

/// Fields: quantity, contract, chain. The quantity has more decimals than the token; zeros at the end do not
/// count.
pub(super) const TOKEN_DECIMALS: Check = check(
    "token_decimals",
    &[NUMBERS, TEXT, CODE],
    &["symbol", "places", "decimals"],
    |together| {
        let quantity = together.amount(0)?;
        let (token, listing) = listed(together, 1, 2)?;
        let decimals = i64::from(listing.decimals?);
        let (_, places) = quantity.normalized().into_bigint_and_exponent();
        fault_if(
            places > decimals,
            [
                ("symbol", token.symbol.clone()),
                ("places", places.to_string()),
                ("decimals", decimals.to_string()),
            ],
        )
    },
);

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        table = "t"
        field = [
            { path = "t[].asset", kind = "text" }, { path = "t[].chain", kind = "code", codes = "list" },
            { path = "t[].contract", kind = "address" }, { path = "t[].issuance", kind = "code", codes = "list" },
            { path = "t[].quantity", kind = "decimal" }, { path = "t[].stable", kind = "code", codes = "list" },
            { path = "t[].peg", kind = "code", codes = "list" },
        ]
    "#;
    // Contracts as their issuers publish them.
    const USDC_POLYGON: &str = "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359";
    const USDT_BSC: &str = "0x55d398326f99059fF775485246999027B3197955";
    // ERC-55's own example, nobody's token.
    const NOBODY: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    fn bench(check: &str, fields: &[&str]) -> Bench {
        let fields: Vec<String> = fields.iter().map(|field| format!("'t[].{field}'")).collect();
        Bench::new(FORM, &format!("check = '{check}'\nfields = [{}]", fields.join(", ")))
    }

    fn row(asset: &str, chain: &str, contract: &str) -> String {
        format!("t = [{{ asset = '{asset}', chain = '{chain}', contract = '{contract}' }}]")
    }

    #[test]
    fn an_unknown_contract_is_asked_about_once() {
        let listed = bench("token_listed", &["contract", "chain", "asset"]);
        let shared = bench("token_shared", &["asset", "contract", "chain"]);
        assert!(listed.fires(&row("USDC", "polygon", NOBODY)));
        assert!(!listed.fires(&row("USDC", "polygon", &USDC_POLYGON.to_lowercase())));
        assert!(!listed.fires(&row("USDC", "ethereum", USDC_POLYGON)), "left to token_elsewhere");
        assert!(!listed.fires(&row("USDS", "ethereum", NOBODY)), "left to token_shared");
        assert!(shared.fires(&row("usds", "ethereum", NOBODY)));
        assert!(!shared.fires(&row("USDC", "ethereum", NOBODY)));
        let right = "0xdC035D45d973E3EC169d2276DDab16f1e407384F";
        assert!(!shared.fires(&row("USDS", "ethereum", right)));
    }

    #[test]
    fn ticker_chain_and_contract_agree() {
        let symbol = bench("token_symbol", &["asset", "contract", "chain"]);
        assert_eq!(symbol.says(&row("USDT", "polygon", USDC_POLYGON), "listed"), "USDC");
        assert!(!symbol.fires(&row("usdc", "polygon", USDC_POLYGON)));
        let elsewhere = bench("token_elsewhere", &["chain", "contract"]);
        assert_eq!(elsewhere.says(&row("USDC", "ethereum", USDC_POLYGON), "other"), "Polygon PoS");
        assert!(!elsewhere.fires(&row("USDC", "polygon", USDC_POLYGON)));
    }

    #[test]
    fn a_listed_token_is_not_declared_away() {
        let rule = |check: &str, field: &str, code: &str| {
            let params = if code.is_empty() {
                String::new()
            } else {
                format!("\nparams = {{ code = '{code}' }}")
            };
            let fields = format!("['t[].{field}', 't[].asset', 't[].contract', 't[].chain']");
            Bench::new(FORM, &format!("check = '{check}'\nfields = {fields}{params}"))
        };
        let said = |field: &str, code: &str, asset: &str, contract: &str| {
            format!(
                "t = [{{ asset = '{asset}', chain = 'polygon', contract = '{contract}', {field} = '{code}' }}]"
            )
        };
        let stable = rule("token_stable", "stable", "1");
        assert!(stable.fires(&said("stable", "2", "USDT", "")));
        assert!(stable.fires(&said("stable", "2", "usdt ", NOBODY)), "whatever the contract");
        assert!(stable.fires(&said("stable", "2", "MY COIN", USDC_POLYGON)), "whatever the ticker");
        assert!(!stable.fires(&said("stable", "1", "USDT", "")));
        assert!(!stable.fires(&said("stable", "2", "XRP", "")), "not listed");
        assert!(
            !stable.fires(&said("stable", "2", "USDS", NOBODY)),
            "a shared ticker names no token"
        );
        let peg = rule("token_peg", "peg", "");
        assert_eq!(peg.says(&said("peg", "EUR", "USDC", USDC_POLYGON), "listed"), "USD");
        assert!(!peg.fires(&said("peg", "USD", "USDC", USDC_POLYGON)));
        let coin = rule("token_no_coin", "issuance", "coin");
        assert!(coin.fires(&said("issuance", "coin", "ＵＳＤＴ", "")), "full width");
        assert!(!coin.fires(&said("issuance", "native", "USDT", "")));
        assert!(!coin.fires(&said("issuance", "coin", "POL", "")));
    }

    #[test]
    fn a_bridged_token_is_not_native() {
        let bench = bench("token_issuance", &["issuance", "contract", "chain"]);
        let says = |issuance: &str| {
            format!("t = [{{ chain = 'bsc', contract = '{USDT_BSC}', issuance = '{issuance}' }}]")
        };
        assert_eq!(bench.says(&says("native"), "listed"), "bridged");
        assert!(!bench.fires(&says("bridged")));
    }

    #[test]
    fn ended_support_is_told() {
        let bench = bench("token_ended", &["contract", "chain"]);
        assert!(bench.fires(&row("USDC", "tron", "TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8")));
        assert!(!bench.fires(&row("USDT", "tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")));
    }

    #[test]
    fn a_quantity_has_no_more_decimals_than_its_token() {
        let bench = bench("token_decimals", &["quantity", "contract", "chain"]);
        let says = |quantity: &str, chain: &str, contract: &str| {
            format!(
                "t = [{{ chain = '{chain}', contract = '{contract}', quantity = '{quantity}' }}]"
            )
        };
        // Tether has six decimals on Tron and eighteen on BNB Smart Chain.
        let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
        assert_eq!(bench.says(&says("1.0000001", "tron", tron), "decimals"), "6");
        assert!(!bench.fires(&says("1.000001000", "tron", tron)), "zeros do not count");
        assert!(!bench.fires(&says("1000000", "tron", tron)));
        assert!(!bench.fires(&says("1.0000001", "bsc", USDT_BSC)));
    }
}
