//! The accounts that tests have.

use vec_batch_viewer::domain::account::{Account, AccountId, AccountName};
use vec_batch_viewer::domain::roster::Wanted;

/// One that is added to those that are there.
pub fn account(name: &str, address: &str, there: &[Account]) -> Account {
    let origin = address.parse().expect("an origin");
    Account {
        name: AccountName::new(name).expect("a name"),
        id: AccountId::new(origin, there, 42),
    }
}

/// Two of one host, and one of another.
pub fn three() -> [Account; 3] {
    let service = "https://api.vec.digital";
    let first = account("Dubai Academy", service, &[]);
    let second = account("معهد الشارقة", service, std::slice::from_ref(&first));
    let third = account("Institute of Technology", "https://vec.example", &[]);
    [first, second, third]
}

/// Wishes of a plain start.
pub fn wanted() -> Wanted {
    Wanted {
        of_machine: Vec::new(),
        asked: None,
        usual: "https://api.vec.digital".parse().expect("an origin"),
        name: None,
        environment: None,
    }
}
