using System.Text.RegularExpressions;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Nodes;

/// <summary>What a node registration must be like.</summary>
internal static partial class NodeRules
{
    public static FieldErrors Check(RegisterNode request)
    {
        var errors = new FieldErrors();
        errors.Require(
            request.Id is not null && IdPattern().IsMatch(request.Id),
            "id",
            "must be 1 to 40 of a-z 0-9 - and start with a letter, for example 'site-a'.");
        errors.Require(
            request.DisplayName is null or { Length: > 0 and <= 100 },
            "displayName",
            "must have 1 to 100 characters, or be left out.");
        Check(request.Store, errors);
        return errors;
    }

    public static FieldErrors Check(StoreSettings store)
    {
        var errors = new FieldErrors();
        Check(store, errors);
        return errors;
    }

    public static FieldErrors Check(StoreKeys keys)
    {
        var errors = new FieldErrors();
        Check(keys, string.Empty, errors);
        return errors;
    }

    public static FieldErrors Check(StoreCa ca)
    {
        var errors = new FieldErrors();
        CaCertificates.Check(ca.CaCertificate, "caCertificate", errors);
        return errors;
    }

    private static void Check(StoreSettings? store, FieldErrors errors)
    {
        errors.Require(store is not null, "store", "is missing: give endpoint, accessKey and secretKey.");
        if (store is null)
        {
            return;
        }

        errors.Require(
            store.Endpoint is { IsAbsoluteUri: true } endpoint
                && endpoint.Scheme is "http" or "https"
                && endpoint.AbsolutePath == "/" && endpoint.Query.Length == 0 && endpoint.UserInfo.Length == 0,
            "store.endpoint",
            "must be an http or https address without path, query or user, for example https://s3.site-a.example.");
        errors.Require(
            store.Region is null || RegionPattern().IsMatch(store.Region),
            "store.region",
            "must be 1 to 40 of a-z 0-9 -, or be left out for us-east-1.");
        Check(new StoreKeys(store.AccessKey, store.SecretKey), "store.", errors);
        CaCertificates.Check(store.CaCertificate, "store.caCertificate", errors);
        Check(store.ProbeBucket, "store.probeBucket", errors);
    }

    public static FieldErrors Check(ProbeStoreRequest request)
    {
        var errors = new FieldErrors();
        Check(request.Bucket, "bucket", errors);
        return errors;
    }

    private static void Check(string? bucket, string field, FieldErrors errors)
        => errors.Require(
            bucket is null || BucketPattern().IsMatch(bucket),
            field,
            "must be the name of a bucket: 3 to 63 of a-z A-Z 0-9 . _ -, or be left out.");

    private static void Check(StoreKeys keys, string path, FieldErrors errors)
    {
        errors.Require(
            keys.AccessKey is { Length: > 0 and <= 256 }, $"{path}accessKey", "must have 1 to 256 characters.");
        errors.Require(
            keys.SecretKey is { Length: > 0 and <= 1024 }, $"{path}secretKey", "must have 1 to 1024 characters.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketPattern();

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionPattern();
}
