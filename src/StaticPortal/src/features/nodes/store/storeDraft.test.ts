import { describe, expect, it } from "vitest";
import { caFault, emptyStore, hasFaults, settingsOf, storeFaults } from "./storeDraft";

const good = { ...emptyStore, endpoint: "https://s3.site-a.example", accessKey: "AK", secretKey: "SK" };

describe("storeFaults", () => {
  it("finds nothing in what the API takes", () => {
    expect(hasFaults(storeFaults(good))).toBe(false);
    expect(hasFaults(storeFaults({ ...good, endpoint: "http://10.0.0.5:9000/", region: "eu-1", probeBucket: "probe.box_1" }))).toBe(false);
  });

  it.each([
    "s3.site-a.example", "ftp://s3.example", "https://s3.example/bucket", "https://s3.example?x=1", "https://me:pw@s3.example", "https:s3.example", "",
  ])("refuses the address '%s'", (endpoint) => {
    expect(storeFaults({ ...good, endpoint }).endpoint).toBeDefined();
  });

  it("names each field that is missing", () => {
    const faults = storeFaults(emptyStore);
    expect([faults.endpoint, faults.accessKey, faults.secretKey].every((fault) => fault !== undefined)).toBe(true);
  });
});

describe("caFault", () => {
  it("warns of a private key before it is sent anywhere", () => {
    expect(caFault("-----BEGIN PRIVATE KEY-----\nabc")).toContain("private key");
  });

  it("takes certificates and nothing", () => {
    expect(caFault("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----")).toBeUndefined();
    expect(caFault(" \n")).toBeUndefined();
    expect(caFault("hello")).toBeDefined();
  });
});

describe("settingsOf", () => {
  it("leaves out what is empty, and a CA where there is no TLS", () => {
    expect(settingsOf({ ...good, endpoint: "http://store:9000", caCertificate: "-----BEGIN CERTIFICATE-----" })).toEqual({
      endpoint: "http://store:9000", region: null, addressing: "Path", accessKey: "AK", secretKey: "SK", caCertificate: null, probeBucket: null,
    });
  });

  it("keeps the secret as it was typed", () => {
    expect(settingsOf({ ...good, secretKey: " with spaces " }).secretKey).toBe(" with spaces ");
  });
});
