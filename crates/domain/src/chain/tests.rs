//! Addresses against published vectors, and properties of every codec with a checksum.
//!
//! What is expected stands in `tests/fixtures/addresses.toml` with its source; the properties write
//! addresses by other means than the codecs under test, or change one character of a good one.

use bs58::Alphabet;
use crc::{CRC_16_XMODEM, Crc};
use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    set: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    source: String,
    chain: String,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    text: String,
    normal: Option<String>,
    caip10: Option<String>,
    kind: Option<AddressKind>,
    tag: Option<String>,
    code: Option<String>,
    other: Option<String>,
}

fn fixture() -> Vec<Set> {
    let text = include_str!("../../../../tests/fixtures/addresses.toml");
    toml::from_str::<Fixture>(text).unwrap().set
}

#[test]
fn published_vectors_are_read_as_published() {
    for Set { source, chain, vectors } in fixture() {
        for vector in vectors {
            let text = &vector.text;
            match (check_address(&chain, text), vector.code) {
                (Ok(address), None) => {
                    assert_eq!(&address.normal, vector.normal.as_ref().unwrap_or(text), "{source}");
                    assert_eq!(address.tag.map(|tag| tag.to_string()), vector.tag, "{text}");
                    if let Some(caip10) = vector.caip10 {
                        assert_eq!(address.caip10, caip10);
                    }
                    if let Some(kind) = vector.kind {
                        assert_eq!(address.kind, kind, "{text}");
                    }
                }
                (Err(error), Some(code)) => {
                    assert_eq!(error.code(), code, "{source}: {text}");
                    assert_eq!(error.other_chain().map(Family::code), vector.other.as_deref());
                }
                (read, code) => panic!("{source}: {text}: {read:?}, expected {code:?}"),
            }
        }
    }
}

#[test]
fn the_normal_form_is_a_fixed_point() {
    for Set { chain, vectors, .. } in fixture() {
        for vector in vectors {
            if let Ok(address) = check_address(&chain, &vector.text) {
                let again = check_address(&chain, &address.normal).unwrap();
                assert_eq!(again.normal, address.normal);
            }
        }
    }
}

#[test]
fn the_built_in_registry_loads_and_names_every_family() {
    let text = include_str!("../../../../assets/registries/chains.toml");
    assert_eq!(Registry::load(text).as_ref(), Ok(Registry::built_in()));
    assert_eq!(Registry::built_in().chains().len(), 17);
    for chain in Registry::built_in().chains() {
        let (namespace, reference) = chain.caip2.split_once(':').unwrap();
        assert!((3..=8).contains(&namespace.len()) && (1..=32).contains(&reference.len()));
    }
    let unknown = text.replace("family = \"sui\"", "family = \"sui\"\nfee = 1");
    assert!(matches!(Registry::load(&unknown), Err(RegistryError::Syntax(_))));
    let twice = text.replace("id = \"sui\"", "id = \"aptos\"");
    assert_eq!(Registry::load(&twice), Err(RegistryError::Duplicate("aptos".into())));
    assert_eq!(check_address("dogecoin", "x"), Err(AddressError::UnknownChain));
}

#[test]
fn transaction_ids_have_the_form_of_their_chain() {
    // Bitcoin: the coinbase of block 0. Ethereum: the first transfer, in block 46147.
    let coinbase = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
    assert_eq!(check_txid("bitcoin", &coinbase.to_uppercase()).unwrap(), coinbase);
    let first = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060";
    assert_eq!(check_txid("ethereum", first).unwrap(), first);
    assert_eq!(check_txid("ethereum", coinbase), Err(AddressError::BadPrefix));
    assert_eq!(check_txid("bitcoin", &coinbase[1..]), Err(AddressError::WrongLength));
    assert_eq!(check_txid("bitcoin", &coinbase.replace('a', "g")), Err(AddressError::BadCharacter));
    assert_eq!(check_txid("bitcoin", &"가".repeat(64)), Err(AddressError::BadCharacter));
    let signature = bs58::encode([7; 64]).into_string();
    assert_eq!(check_txid("solana", &signature).unwrap(), signature);
    assert_eq!(check_txid("sui", &signature), Err(AddressError::WrongLength));
    let base64 = data_encoding::BASE64.encode(&[0xAB; 32]);
    assert_eq!(check_txid("ton", &base64).unwrap(), "ab".repeat(32));
}

#[test]
fn memos_follow_the_rule_of_their_chain() {
    let xrpl = find("xrpl").unwrap();
    assert_eq!(xrpl.check_memo("4294967295"), Ok(()));
    assert_eq!(xrpl.check_memo("4294967296"), Err(AddressError::OutOfRange));
    assert_eq!(xrpl.check_memo("+1"), Err(AddressError::BadCharacter));
    assert!(xrpl.memo_missing(None, " ", true), "a hosted XRPL address needs a tag");
    assert!(!xrpl.memo_missing(Some(0), "", true), "an X-address carries its own");
    assert!(!xrpl.memo_missing(None, "", false), "an own wallet needs none");
    let stellar = find("stellar").unwrap();
    assert_eq!(stellar.check_memo(&"x".repeat(28)), Ok(()));
    assert_eq!(stellar.check_memo(&"x".repeat(29)), Err(AddressError::WrongLength));
    assert_eq!(stellar.check_memo(&"ab".repeat(32)), Ok(()));
    assert!(!find("ethereum").unwrap().memo_missing(None, "", true));
}

#[test]
fn an_address_and_its_memo_come_apart_as_they_were_joined() {
    let ton = format!("0:{}", "ab".repeat(32));
    for (chain, address, memo) in [
        ("ton", ton.as_str(), ""),
        ("ton", ton.as_str(), "77:a"),
        ("xrpl", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "4294967295"),
        ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", ""),
        // As they came, for they are no addresses.
        ("tron", "손상된 주소", "12"),
        ("nowhere", "x", ""),
    ] {
        let one = joined(address.to_owned(), memo);
        assert_eq!(apart(chain, &one), (address, memo), "{one}");
    }
}

#[test]
fn contracts_are_named_as_their_chain_names_them() {
    let sui = "0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7::usdc::USDC";
    let issuer = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";
    for (chain, text) in [
        ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
        ("aptos", "0x1::aptos_coin::AptosCoin"),
        ("sui", "0x2::sui::SUI"),
        ("sui", sui),
        ("xrpl", "USD.rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
        ("stellar", &format!("USDC:{issuer}")),
    ] {
        assert_eq!(check_contract(chain, text).as_deref(), Ok(text), "{chain}");
    }
    assert_eq!(check_contract("bitcoin", "x"), Err(AddressError::NoContracts));
    assert_eq!(check_contract("aptos", "0x1::aptos_coin"), Err(AddressError::BadContent));
    assert_eq!(check_contract("aptos", "0x1::9a::B"), Err(AddressError::BadCharacter));
    assert_eq!(check_contract("stellar", ":x"), Err(AddressError::BadCharacter));
}

/// Writes an address of each checksummed form from its bytes, independently of the codecs.
fn encoded(form: usize, key: &[u8; 32]) -> (&'static str, String) {
    let crc = Crc::<u16>::new(&CRC_16_XMODEM);
    let with_prefix = |prefix: u8, bytes: &[u8]| [&[prefix], bytes].concat();
    let check58 = |bytes: Vec<u8>| bs58::encode(bytes).with_check().into_string();
    match form {
        0 => ("bitcoin", check58(with_prefix(0x00, &key[..20]))),
        1 => ("bitcoin", check58(with_prefix(0x05, &key[..20]))),
        2 => ("bitcoin", bech32::segwit::encode_v0(bech32::hrp::BC, &key[..20]).unwrap()),
        3 => ("bitcoin", bech32::segwit::encode_v1(bech32::hrp::BC, key).unwrap()),
        4 => ("tron", check58(with_prefix(0x41, &key[..20]))),
        5 => {
            let bytes = with_prefix(0x00, &key[..20]);
            let text = bs58::encode(bytes).with_alphabet(Alphabet::RIPPLE).with_check();
            ("xrpl", text.into_string())
        }
        6 => {
            let mut bytes = with_prefix(6 << 3, key);
            bytes.extend(crc.checksum(&bytes).to_le_bytes());
            ("stellar", data_encoding::BASE32.encode(&bytes).trim_end_matches('=').to_owned())
        }
        _ => {
            let mut bytes = [&[0x11, 0x00], key.as_slice()].concat();
            bytes.extend(crc.checksum(&bytes).to_be_bytes());
            ("ton", data_encoding::BASE64URL.encode(&bytes))
        }
    }
}

proptest! {
    #[test]
    fn what_is_encoded_is_read_and_one_wrong_character_is_caught(
        key in any::<[u8; 32]>(),
        form in 0..8_usize,
        at in any::<prop::sample::Index>(),
        other in "[0-9A-Za-z_-]",
    ) {
        let (chain, text) = encoded(form, &key);
        let address = check_address(chain, &text).unwrap();
        prop_assert!(address.checksummed);
        if chain != "ton" {
            prop_assert_eq!(&address.normal, &text);
        }
        let at = at.index(text.len());
        let mut wrong = text.clone();
        wrong.replace_range(at..=at, &other);
        prop_assume!(wrong != text);
        prop_assert!(check_address(chain, &wrong).is_err(), "{} for {}", wrong, text);
    }

    #[test]
    fn evm_letters_in_the_wrong_case_are_caught(key in any::<[u8; 20]>(), at in any::<prop::sample::Index>()) {
        let lower = format!("0x{}", data_encoding::HEXLOWER.encode(&key));
        let address = check_address("ethereum", &lower).unwrap();
        prop_assert!(!address.checksummed, "one case throughout carries no checksum");
        prop_assert_eq!(address.normal.to_lowercase(), lower);
        let mut wrong = address.normal.clone().into_bytes();
        let letters: Vec<usize> =
            (2..wrong.len()).filter(|i| wrong[*i].is_ascii_alphabetic()).collect();
        prop_assume!(letters.len() > 3);
        let i = letters[at.index(letters.len())];
        wrong[i] ^= 0x20;
        let wrong = String::from_utf8(wrong).unwrap();
        let digits = &wrong[2..];
        prop_assume!(digits.to_lowercase() != digits && digits.to_uppercase() != digits);
        prop_assert_eq!(check_address("ethereum", &wrong), Err(AddressError::BadChecksum));
    }

    #[test]
    fn no_text_makes_a_codec_fail_otherwise_than_by_its_error(text in "\\PC{0,80}|[1-9A-Za-z:_+/-]{0,120}") {
        for chain in Registry::built_in().chains() {
            let _ = chain.check_address(&text);
            let _ = chain.check_txid(&text);
            let _ = chain.check_contract(&text);
            let _ = chain.check_memo(&text);
        }
    }
}
