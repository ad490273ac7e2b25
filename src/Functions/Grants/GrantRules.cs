using System.Text;
using System.Text.RegularExpressions;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Grants;

/// <summary>What a new grant must be like.</summary>
internal static partial class GrantRules
{
    /// <summary>The longest that a grant holds. One without an end is forgotten, and then found by somebody else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private const int LongestKeyBytes = 1024;

    public static FieldErrors Check(CreateGrant request, string? idempotencyKey, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        errors.Require(
            idempotencyKey is { Length: > 0 and <= 128 },
            "Idempotency-Key",
            "this header is required: 1 to 128 characters, new for each grant and the same when you send it again.");
        errors.Require(
            request.To is { Length: > 0 and <= 256 } && !request.To.Any(char.IsControl),
            "to",
            $"must be {GranteeNames.Forms}.");
        errors.Require(
            request.Bucket is not null && BucketPattern().IsMatch(request.Bucket),
            "bucket",
            "must be a bucket name: 3 to 63 of a-z 0-9 . - _, starting with a letter or digit.");
        errors.Require(
            request.Prefix is not null && Encoding.UTF8.GetByteCount(request.Prefix) <= LongestKeyBytes,
            "prefix",
            "must have at most 1,024 bytes of UTF-8; leave it out for the whole bucket.");
        errors.Require(
            request.Until > now && request.Until <= now + Longest,
            "until",
            $"must be after now ({now:u}) and at most {Longest.TotalDays:N0} days away. Give it again when it has ended.");
        errors.Require(request.Note is null or { Length: <= 200 }, "note", "must have at most 200 characters.");
        return errors;
    }

    /// <summary>Prefixes are text: one that does not end a folder's name goes on in the names of others.</summary>
    public static string? WarningOf(string prefix) => prefix.Length == 0 || prefix.EndsWith('/')
        ? null
        : $"The prefix '{prefix}' does not end in '/': it also covers '{prefix}2/' and every other key that begins with it.";

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketPattern();
}
