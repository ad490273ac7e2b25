using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DtnBox.Receipts;

/// <summary>The names and the JSON of the format; docs/receipts.md describes it for other tools.</summary>
public static class ReceiptFormat
{
    public const string Name = "dtnbox-receipt/1";

    public const string MediaType = "application/x-ndjson";

    /// <summary>The node whose agents copied signs in this role.</summary>
    public const string CopyRole = "copy";

    /// <summary>The node whose agents read back signs in this role.</summary>
    public const string VerifyRole = "verify";

    /// <summary>ECDSA over P-256 with SHA-256.</summary>
    public const string Algorithm = "ecdsa-p256-sha256";

    /// <summary>What is listed as failed for an object that is neither proven right nor has a fault of its own.</summary>
    public const string NotProven = "not_proven";

    /// <summary>Lines of one form only: members in the order of the records, none of them null, no spaces.</summary>
    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Not for web pages: keys stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
