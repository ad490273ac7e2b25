using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Stores;

/// <summary>Headers that would make another call of a signed PUT, and that a signature can cover as not being there.</summary>
/// <remarks>
/// S3 refuses <c>x-amz-*</c> headers that are not signed. Ceph does so only since the fix of CVE-2026-54330; before, whoever
/// had the address of one object could have the store fill it from any other. But it reckons with the headers that a
/// signature names as far as they are there, so one that names them all is good only without them.
/// </remarks>
internal static class AbsentHeaders
{
    private static readonly string[] Known =
    [
        "x-amz-acl",
        "x-amz-copy-source",
        "x-amz-copy-source-range",
        "x-amz-grant-full-control",
        "x-amz-grant-read",
        "x-amz-grant-read-acp",
        "x-amz-grant-write",
        "x-amz-grant-write-acp",
        "x-amz-metadata-directive",
        "x-amz-object-lock-legal-hold",
        "x-amz-object-lock-mode",
        "x-amz-object-lock-retain-until-date",
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-storage-class",
        "x-amz-tagging",
        "x-amz-website-redirect-location",
    ];

    /// <summary>The names that go into a signature: of the headers that are sent, and of those that must not be.</summary>
    public static string Names(SigningTerms terms, IReadOnlyCollection<KeyValuePair<string, string>> headers)
        => terms.NamesAbsent
            ? string.Join(';', headers.Select(header => header.Key).Union(Known).Order(StringComparer.Ordinal))
            : RequestSigner.Names(headers);
}
