//! Words for accounts.

use super::start::address;
use super::{Localizer, TextId};
use crate::domain::Account;
use crate::domain::account::NameProblem;
use crate::domain::origin::OriginProblem;
use crate::domain::start::ArgumentProblem;

impl Localizer {
    pub fn account_name(&self, account: &Account) -> String {
        if account.is_of_environment() {
            self.text(TextId::AccountEnvironment).to_owned()
        } else {
            account.name.as_str().to_owned()
        }
    }

    pub fn account_in_use(&self, account: &Account) -> String {
        self.of_account("account-in-use", account)
    }

    pub fn more_about_account(&self, account: &Account) -> String {
        self.of_account("account-more", account)
    }

    pub fn forget_account(&self, account: &Account) -> String {
        self.of_account("account-forget-question", account)
    }

    pub fn look_in_account(&self, account: &Account) -> String {
        self.of_account("account-look-in", account)
    }

    pub fn token_of_account(&self, account: &Account) -> String {
        let values = [
            ("name", self.account_name(account).into()),
            ("host", account.id.origin.host().into()),
        ];
        self.format("account-token-of", &values)
    }

    pub fn account_goes(&self, account: &Account) -> String {
        self.of_account("account-goes", account)
    }

    pub fn account_gone(&self, account: &Account) -> String {
        self.of_account("account-gone", account)
    }

    /// No account has the name that was asked for.
    pub fn account_unknown(&self, problem: &ArgumentProblem) -> String {
        let ArgumentProblem::Account { name, there } = problem else {
            return self.argument_problem(problem);
        };
        let values = [
            ("name", name.as_str().into()),
            ("there", there.join(", ").into()),
        ];
        self.format("accounts-unknown-why", &values)
    }

    pub fn account_name_problem(&self, problem: NameProblem) -> &str {
        self.text(match problem {
            NameProblem::Empty => TextId::AccountNameEmpty,
            NameProblem::TooLong => TextId::AccountNameTooLong,
            NameProblem::Taken => TextId::AccountNameTaken,
        })
    }

    pub fn account_address_problem(&self, problem: OriginProblem) -> String {
        let why = address(problem).into();
        self.format("account-address-problem", &[("why", why)])
    }

    fn of_account(&self, message: &str, account: &Account) -> String {
        self.format(message, &[("name", self.account_name(account).into())])
    }
}
