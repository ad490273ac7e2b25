using System.Text.Json.Serialization;

namespace DtnBox.Contracts.Stores;

/// <summary>How a bucket is put into a request's address.</summary>
public enum AddressingStyle
{
    /// <summary><c>https://endpoint/bucket/key</c>: what most S3-compatible stores want.</summary>
    Path,

    /// <summary><c>https://bucket.endpoint/key</c>.</summary>
    VirtualHost,
}

/// <summary>Everything needed to speak to a store. It crosses the wire only inside a leased command that needs it.</summary>
/// <param name="CaCertificate">PEM of the CAs that are trusted for this store besides the system's; absent for none.</param>
public sealed record StoreConnection(
    Uri Endpoint,
    string Region,
    AddressingStyle Addressing,
    string AccessKey,
    string SecretKey,
    string? CaCertificate = null)
{
    /// <summary>Gets a value indicating whether it has no keys, because the store is another node's.</summary>
    [JsonIgnore]
    public bool IsKeyless => AccessKey.Length == 0;

    /// <summary>The same place without its keys.</summary>
    public StoreConnection WithoutKeys() => this with { AccessKey = "", SecretKey = "" };

    /// <summary>Shown instead of the record, so that no log or error can carry the secret.</summary>
    public override string ToString() => $"store {Endpoint}";
}
