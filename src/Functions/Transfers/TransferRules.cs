using System.Text;
using System.Text.RegularExpressions;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Transfers;

/// <summary>What a new transfer must be like.</summary>
internal static partial class TransferRules
{
    private const int LongestKeyBytes = 1024;

    public static FieldErrors Check(CreateTransfer request, string? idempotencyKey)
    {
        var errors = new FieldErrors();
        errors.Require(
            idempotencyKey is { Length: > 0 and <= 128 },
            "Idempotency-Key",
            "this header is required: 1 to 128 characters, new for each transfer and the same when you send it again.");
        errors.Require(request.Label is null or { Length: <= 200 }, "label", "must have at most 200 characters.");
        Check(request.Source, "source", errors);
        Check(request.Destination, "destination", errors);
        SelectionRules.Check(request.Settings?.Selection, errors);
        PacingRules.Check(request.Settings, errors);
        ExtrasRules.Check(request.Settings, errors);
        errors.Require(
            errors.Any || !Overlap(request.Source, request.Destination),
            "destination",
            "lies inside the source (or the other way round): a transfer would copy its own copies. Choose another prefix.");
        return errors;
    }

    private static void Check(Location? location, string field, FieldErrors errors)
    {
        errors.Require(location is not null, field, "is missing: give nodeId, bucket and prefix.");
        if (location is null)
        {
            return;
        }

        errors.Require(!string.IsNullOrEmpty(location.NodeId), $"{field}.nodeId", "is missing.");
        errors.Require(
            location.Bucket is not null && BucketPattern().IsMatch(location.Bucket),
            $"{field}.bucket",
            "must be a bucket name: 3 to 63 of a-z 0-9 . - _, starting with a letter or digit.");
        errors.Require(
            location.Prefix is not null && Encoding.UTF8.GetByteCount(location.Prefix) <= LongestKeyBytes,
            $"{field}.prefix",
            "must be given, with at most 1,024 bytes of UTF-8; empty means the whole bucket.");
    }

    private static bool Overlap(Location a, Location b)
        => a.NodeId == b.NodeId && a.Bucket == b.Bucket
            && (a.Prefix.StartsWith(b.Prefix, StringComparison.Ordinal)
                || b.Prefix.StartsWith(a.Prefix, StringComparison.Ordinal));

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketPattern();
}
