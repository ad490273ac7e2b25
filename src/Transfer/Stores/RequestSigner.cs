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
        string names = Names(headers);
        string signature = Convert.ToHexStringLower(Sign(method, path, query, headers, names, payloadHash, moment));
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
        (string Name, string Value)[] arguments = Arguments(CredentialAt(now), now, (int)lifetime.TotalSeconds, "host", query);
        byte[] signature = SignAddress(method, path, arguments, [new("host", host)], "host", now);
        return [.. arguments, ("X-Amz-Signature", Convert.ToHexStringLower(signature))];
    }

    /// <summary>The public part of the key and the scope of a moment: the value of <c>X-Amz-Credential</c>.</summary>
    public string CredentialAt(DateTimeOffset now) => $"{accessKey}/{At(now).Scope}";

    /// <summary>Signs an address: 32 bytes, of which the lower-case hex goes into the query.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as it goes over the wire.</param>
    /// <param name="arguments">What <see cref="Arguments"/> gave.</param>
    /// <param name="headers">What must be sent with it: lower-case names in ordinal order; <c>host</c> must be among them.</param>
    /// <param name="headerNames">The names that the arguments carry: of the headers, and of such as must not be sent.</param>
    /// <param name="now">The moment that the arguments carry.</param>
    public byte[] SignAddress(
        string method,
        string path,
        ReadOnlySpan<(string Name, string Value)> arguments,
        IReadOnlyCollection<KeyValuePair<string, string>> headers,
        string headerNames,
        DateTimeOffset now)
        => Sign(method, path, StoreAddress.QueryText(arguments), headers, headerNames, UnsignedPayload, At(now));

    /// <summary>The arguments of an address that carries its own signature, all but the signature, in canonical order.</summary>
    public static (string Name, string Value)[] Arguments(
        string credential,
        DateTimeOffset now,
        int lifetimeSeconds,
        string headerNames,
        ReadOnlySpan<(string Name, string Value)> query) =>
    [
        // Capitals come before small letters.
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Credential", credential),
        ("X-Amz-Date", Timestamp(now)),
        ("X-Amz-Expires", lifetimeSeconds.ToString(CultureInfo.InvariantCulture)),
        ("X-Amz-SignedHeaders", headerNames),
        .. query,
    ];

    /// <summary>The names of signed headers, as they stand in a signature.</summary>
    public static string Names(IEnumerable<KeyValuePair<string, string>> headers)
        => string.Join(';', headers.Select(header => header.Key));

    /// <summary>The value of <c>x-amz-date</c>.</summary>
    public static string Timestamp(DateTimeOffset now)
        => now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static byte[] Sign(
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
        return HMACSHA256.HashData(moment.Key, Encoding.ASCII.GetBytes(toSign));
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
