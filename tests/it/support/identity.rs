//! Certificates, good and bad, made where a test needs them.

use std::sync::Arc;

use base64::Engine;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// A certificate with its key, and the root that vouches for it.
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: KeyPair,
    /// To be trusted.
    pub root: CertificateDer<'static>,
}

fn names(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    CertificateParams::new(names).unwrap()
}

impl Identity {
    /// Valid for this computer and `service.test`.
    pub fn good() -> Self {
        Self::with(|_| {})
    }

    /// As [`Identity::good`] with one thing changed.
    pub fn with(change: impl FnOnce(&mut CertificateParams)) -> Self {
        let root_key = KeyPair::generate().unwrap();
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        root.distinguished_name = DistinguishedName::new();
        let organization = DnType::OrganizationName;
        root.distinguished_name.push(organization, "Test Roots");
        let root_certificate = root.self_signed(&root_key).unwrap();
        let issuer = Issuer::new(root, root_key);

        let mut params = names(&["localhost", "127.0.0.1", "service.test"]);
        params.not_after = rcgen::date_time_ymd(2090, 1, 1);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        Self {
            certificate: params.signed_by(&key, &issuer).unwrap().into(),
            key,
            root: root_certificate.into(),
        }
    }

    /// As `openssl req -x509` makes them: it vouches for itself, and may for others.
    pub fn self_signed() -> Self {
        let mut params = names(&["localhost", "127.0.0.1"]);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate: CertificateDer<'_> = params.self_signed(&key).unwrap().into();
        Self {
            root: certificate.clone(),
            certificate,
            key,
        }
    }

    /// The root as a system keeps it in a file.
    pub fn root_pem(&self) -> String {
        let text = base64::engine::general_purpose::STANDARD.encode(&self.root);
        format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
    }

    pub fn acceptor(&self) -> TlsAcceptor {
        self.acceptor_speaking(&[])
    }

    /// Accepts TLS and offers these protocols inside.
    pub fn acceptor_speaking(&self, protocols: &[&[u8]]) -> TlsAcceptor {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).unwrap();
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)
            .unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        TlsAcceptor::from(Arc::new(config))
    }
}
