using System.Text;
using System.Text.RegularExpressions;
using DtnBox.Contracts.Browse;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Browse;

/// <summary>What can be asked of a store. Keys are data: any text that S3 takes.</summary>
internal static partial class BrowseRules
{
    private const int MostKeys = 1000;
    private const int LongestKey = 1024;

    /// <summary>What one PUT may carry.</summary>
    private const long LargestUpload = 5L * 1024 * 1024 * 1024;

    public static FieldErrors Check(string? bucket, string? prefix, string? after)
    {
        var errors = new FieldErrors();
        CheckBucket(bucket, errors);
        errors.Require(IsShort(prefix ?? string.Empty), "prefix", "must have at most 1024 bytes in UTF-8.");
        errors.Require(IsShort(after ?? string.Empty), "after", "must be the 'next' of the page before.");
        return errors;
    }

    public static FieldErrors Check(MakeFolder folder)
    {
        var errors = new FieldErrors();
        CheckBucket(folder.Bucket, errors);
        errors.Require(
            folder.Prefix is { Length: > 0 } and not "/" && IsShort(folder.Prefix + "/"),
            "prefix",
            "must be a name of at most 1023 bytes in UTF-8, for example 'results/run-7/'.");
        return errors;
    }

    public static FieldErrors Check(DeleteObjects request)
    {
        var errors = new FieldErrors();
        CheckBucket(request.Bucket, errors);
        errors.Require(request.Keys is { Count: > 0 and <= MostKeys }, "keys", "must be a list of 1 to 1000 keys.");
        errors.Require(
            request.Keys is null || request.Keys.All(IsKey), "keys", "must be of 1 to 1024 bytes in UTF-8 each.");
        return errors;
    }

    public static FieldErrors Check(MakeLink request)
    {
        var errors = new FieldErrors();
        CheckBucket(request.Bucket, errors);
        errors.Require(IsKey(request.Key), "key", "must have 1 to 1024 bytes in UTF-8.");
        errors.Require(
            request.Size is null or (>= 0 and <= LargestUpload),
            "size",
            "must be 0 to 5368709120 bytes, which is what a store takes in one piece, or be left out.");
        errors.Require(
            request.Size is null || request.Action == LinkAction.Upload, "size", "is for uploads only: leave it out.");
        return errors;
    }

    private static void CheckBucket(string? bucket, FieldErrors errors) => errors.Require(
        bucket is not null && BucketPattern().IsMatch(bucket),
        "bucket",
        "must be the name of a bucket: 3 to 63 of a-z A-Z 0-9 . _ -");

    private static bool IsKey(string? key) => key is { Length: > 0 } && IsShort(key);

    private static bool IsShort(string text) => text.Length <= LongestKey && Encoding.UTF8.GetByteCount(text) <= LongestKey;

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketPattern();
}
