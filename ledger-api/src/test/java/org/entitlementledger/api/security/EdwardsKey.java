package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/**
 * An Ed25519 key. The library signs with one only beside another library; the JDK does so by
 * itself.
 */
final class EdwardsKey {
  private static final int RAW_BYTES = 32;

  private final KeyPair pair;
  private final OctetKeyPair published;

  EdwardsKey(String id) {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
    published = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).keyID(id).build();
  }

  /** Its public half. */
  OctetKeyPair published() {
    return published;
  }

  /** A token with its signature. */
  String signed(JWSAlgorithm algorithm, JWTClaimsSet claims) {
    var header = new JWSHeader.Builder(algorithm).keyID(published.getKeyID()).build();
    String text = header.toBase64URL() + "." + Base64URL.encode(claims.toString());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(US_ASCII));
      return text + "." + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
