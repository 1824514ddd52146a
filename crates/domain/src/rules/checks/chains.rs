//! What is written on chains: addresses, transaction ids, memos, token contracts. The formats are known to
//! [`crate::chain`]; a chain that it does not know is left to the code list of its field.

use super::super::sight::Together;
use super::super::spec::{Check, Fields, Run, Said};
use super::super::words::{fault, fault_if};
use crate::chain::{self, AddressError, Chain};
use crate::definition::Kind;

const TEXT: &[Kind] = &[Kind::Address, Kind::Txid, Kind::Text, Kind::Identifier, Kind::Account];
const CHAIN: &[Kind] = &[Kind::Code];

/// A check of a text, the first field, against the chain in the second. `{reason}` is the code of an
/// [`AddressError`], `{chain}` the chain's proper name.
const fn on_chain(name: &'static str, run: fn(&Together<'_>) -> Said) -> Check {
    let says = &["value_shown", "chain", "reason"];
    Check {
        name,
        fields: Fields::Exactly(&[TEXT, CHAIN]),
        params: &[],
        says,
        run: Run::Together(run),
    }
}

fn judge<T>(together: &Together<'_>, read: fn(&Chain, &str) -> Result<T, AddressError>) -> Said {
    let chain = chain::find(together.text(1)?)?;
    let error = read(chain, together.text(0)?).err()?;
    fault([
        ("value_shown", together.shown(0)),
        ("chain", chain.name.clone()),
        ("reason", error.code().to_owned()),
    ])
}

/// The address is not one of the chain.
pub(super) const CHAIN_ADDRESS: Check =
    on_chain("chain_address", |together| judge(together, Chain::check_address));

/// The transaction id is not written as the chain writes it.
pub(super) const TXID_SHAPE: Check =
    on_chain("txid_shape", |together| judge(together, Chain::check_txid));

/// The identifier of the token is not written as the chain writes it.
pub(super) const CONTRACT_SHAPE: Check =
    on_chain("contract_shape", |together| judge(together, Chain::check_contract));

/// The memo or tag is not one that the chain takes.
pub(super) const MEMO_SHAPE: Check =
    on_chain("memo_shape", |together| judge(together, Chain::check_memo));

/// Fields: memo, chain, address. The memo is blank though many customers share such an address on this
/// chain, and the address does not carry one itself. That a service provider holds the address is for the
/// rule's `when` to say.
pub(super) const MEMO_NEEDED: Check = Check {
    name: "memo_needed",
    fields: Fields::Exactly(&[TEXT, CHAIN, TEXT]),
    params: &[],
    says: &["chain"],
    run: Run::Together(|together| {
        let chain = chain::find(together.text(1)?)?;
        let carried = chain.check_address(together.text(2)?).ok()?.tag;
        let memo = together.text(0).unwrap_or_default();
        fault_if(chain.memo_missing(carried, memo, true), [("chain", chain.name.clone())])
    }),
};

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        table = "t"
        field = [
            { path = "t[].chain", kind = "code", codes = "list" }, { path = "t[].to", kind = "address" },
            { path = "t[].txid", kind = "txid" }, { path = "t[].memo", kind = "text" }, { path = "t[].contract", kind = "address" },
        ]
    "#;

    fn bench(check: &str, fields: &str) -> Bench {
        Bench::new(FORM, &format!("check = '{check}'\nfields = [{fields}]"))
    }

    #[test]
    fn an_address_belongs_to_its_chain() {
        let bench = bench("chain_address", "'t[].to', 't[].chain'");
        // ERC-55's own example, and the same with one letter's case changed.
        let right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        assert!(!bench.fires(&format!("t = [{{ chain = 'ethereum', to = '{right}' }}]")));
        let wrong = right.replace("5aAe", "5aae");
        assert_eq!(
            bench.says(&format!("t = [{{ chain = 'ethereum', to = '{wrong}' }}]"), "reason"),
            "bad_checksum"
        );
        assert_eq!(
            bench.paths(&format!("t = [{{ chain = 'bitcoin', to = '{right}' }}]")),
            ["t[r1].to"]
        );
        assert!(
            !bench.fires(&format!("t = [{{ chain = '2', to = '{right}' }}]")),
            "no chain we know"
        );
    }

    #[test]
    fn ids_and_contracts_have_the_shape_of_their_chain() {
        let txid = bench("txid_shape", "'t[].txid', 't[].chain'");
        let id = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
        assert!(!txid.fires(&format!("t = [{{ chain = 'bitcoin', txid = '{id}' }}]")));
        assert!(txid.fires(&format!("t = [{{ chain = 'bitcoin', txid = '{}' }}]", &id[1..])));
        let contract = bench("contract_shape", "'t[].contract', 't[].chain'");
        // Tether USD on Ethereum.
        let usdt = "0xdAC17F958D2ee523a2206206994597C13D831ec7";
        assert!(!contract.fires(&format!("t = [{{ chain = 'ethereum', contract = '{usdt}' }}]")));
        assert!(contract.fires(&format!("t = [{{ chain = 'bitcoin', contract = '{usdt}' }}]")));
    }

    #[test]
    fn a_shared_address_needs_a_tag() {
        // ACCOUNT_ONE of the XRPL, an address without an owner.
        let address = "rrrrrrrrrrrrrrrrrrrrBZbvji";
        let needed = bench("memo_needed", "'t[].memo', 't[].chain', 't[].to'");
        assert_eq!(
            needed.paths(&format!("t = [{{ chain = 'xrpl', to = '{address}' }}]")),
            ["t[r1].memo"]
        );
        assert!(
            !needed.fires(&format!("t = [{{ chain = 'xrpl', to = '{address}', memo = '7' }}]"))
        );
        let shape = bench("memo_shape", "'t[].memo', 't[].chain'");
        assert!(shape.fires("t = [{ chain = 'xrpl', memo = 'seven' }]"));
        assert!(!shape.fires("t = [{ chain = 'xrpl', memo = '4294967295' }]"));
    }
}
