using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Transfer.Stores;

/// <summary>Signs requests and addresses with AWS Signature Version 4; bodies pass unread.</summary>
internal sealed class RequestSigner(string accessKey, string secretKey, string region)
{
    /// <summary>What stands for the body's hash when the body is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    private volatile Moment? _moment;

    /// <summary>Makes the value of the <c>Authorization</c> header.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as it goes over the wire, percent-encoded once.</param>
    /// <param name="query">The query as it goes over the wire: encoded, sorted by name, every name with a <c>=</c>.</param>
    /// <param name="headers">What to sign: lower-case names in ordinal order; <c>host</c> must be among them.</param>
    /// <param name="payloadHash">The value of <c>x-amz-content-sha256</c>.</param>
    /// <param name="now">The time that <c>x-amz-date</c> carries.</param>
    public string Authorize(
        string method,
        string path,
        string query,
        IReadOnlyCollection<KeyValuePair<string, string>> headers,
        string payloadHash,
        DateTimeOffset now)
    {
        Moment moment = At(now);
        string names = string.Join(';', headers.Select(header => header.Key));
        string signature = Sign(method, path, query, headers, names, payloadHash, moment);
        return $"AWS4-HMAC-SHA256 Credential={accessKey}/{moment.Scope}, SignedHeaders={names}, Signature={signature}";
    }

    /// <summary>Makes the arguments of an address that carries its own signature, for one method and path.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="host">Host and port of the address.</param>
    /// <param name="path">The path as it goes over the wire.</param>
    /// <param name="query">The call's own arguments, in ordinal order of names that begin with a small letter.</param>
    /// <param name="now">From when on it holds.</param>
    /// <param name="lifetime">How long it holds; at most seven days.</param>
    public (string Name, string Value)[] Presign(
        string method,
        string host,
        string path,
        ReadOnlySpan<(string Name, string Value)> query,
        DateTimeOffset now,
        TimeSpan lifetime)
    {
        Moment moment = At(now);

        // In the canonical order: capitals come before small letters.
        (string Name, string Value)[] arguments =
        [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", $"{accessKey}/{moment.Scope}"),
            ("X-Amz-Date", moment.Timestamp),
            ("X-Amz-Expires", ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            ("X-Amz-SignedHeaders", "host"),
            .. query,
        ];
        string signature = Sign(
            method, path, StoreAddress.QueryText(arguments), [new("host", host)], "host", UnsignedPayload, moment);
        return [.. arguments, ("X-Amz-Signature", signature)];
    }

    /// <summary>The value of <c>x-amz-date</c>.</summary>
    public static string Timestamp(DateTimeOffset now)
        => now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private string Sign(
        string method,
        string path,
        string query,
        IReadOnlyCollection<KeyValuePair<string, string>> headers,
        string names,
        string payloadHash,
        Moment moment)
    {
        var canonical = new StringBuilder(512).Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach ((string name, string value) in headers)
        {
            canonical.Append(name).Append(':').Append(CollapseBlanks(value)).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(payloadHash);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];

        // Latin-1, because that is how header values go over the wire: one byte a character, whatever they mean.
        SHA256.HashData(Encoding.Latin1.GetBytes(canonical.ToString()), hash);
        string toSign = $"AWS4-HMAC-SHA256\n{moment.Timestamp}\n{moment.Scope}\n{Convert.ToHexStringLower(hash)}";
        HMACSHA256.HashData(moment.Key, Encoding.ASCII.GetBytes(toSign), hash);
        return Convert.ToHexStringLower(hash);
    }

    private static string CollapseBlanks(string value)
        => value.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value.Trim();

    // What signatures of the same second share: with many small objects, making it anew for each would be felt.
    private Moment At(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        if (_moment is { } cached && cached.Second == second)
        {
            return cached;
        }

        string timestamp = Timestamp(now);
        string day = timestamp[..8];
        var moment = new Moment(second, timestamp, day, $"{day}/{region}/s3/aws4_request", KeyOf(day));
        _moment = moment;
        return moment;
    }

    private byte[] KeyOf(string day)
    {
        if (_moment is { } earlier && earlier.Day == day)
        {
            return earlier.Key;
        }

        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (string step in (string[])[day, region, "s3", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return key;
    }

    private sealed record Moment(long Second, string Timestamp, string Day, string Scope, byte[] Key);
}
