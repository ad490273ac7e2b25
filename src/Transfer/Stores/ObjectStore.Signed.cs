using System.Globalization;
using System.Net;
using System.Xml.Linq;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Stores;

/// <content>Addresses that carry their signature: made by whoever has the keys, used by whoever has not.</content>
public sealed partial class ObjectStore
{
    /// <summary>How many parts S3 lists at once.</summary>
    public const int ListedParts = 1000;

    /// <summary>Terms for signatures made now, by the store's clock.</summary>
    internal SigningTerms NewTerms(DateTimeOffset storeTime, int seconds)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(storeTime.ToUnixTimeSeconds());
        return new SigningTerms(_bytes.Signer.CredentialAt(at), at, seconds);
    }

    /// <summary>Signs the PUT of a whole object: with these headers, of this length, and no other.</summary>
    internal byte[] SignPut(
        SigningTerms terms, string bucket, string key, IEnumerable<KeyValuePair<string, string>> metadata, long length)
        => Sign(terms, HttpMethod.Put, bucket, key, SignedHeaders(bucket, metadata, length), []);

    /// <summary>Signs the PUT of one part, of this length.</summary>
    internal byte[] SignPart(SigningTerms terms, string bucket, string key, string uploadId, int part, long length)
        => Sign(terms, HttpMethod.Put, bucket, key, SignedHeaders(bucket, [], length), PartQuery(uploadId, part));

    /// <summary>Signs a HEAD of an object.</summary>
    internal byte[] SignHead(SigningTerms terms, string bucket, string key)
        => Sign(terms, HttpMethod.Head, bucket, key, SignedHeaders(bucket, [], length: null), []);

    /// <summary>Signs a list of the parts after one.</summary>
    internal byte[] SignListParts(SigningTerms terms, string bucket, string key, string uploadId, int after)
        => Sign(terms, HttpMethod.Get, bucket, key, SignedHeaders(bucket, [], length: null), ListQuery(uploadId, after));

    /// <summary>Stores an object in one piece, as it was signed for.</summary>
    internal Task<PutAnswer> PutSignedAsync(
        SigningTerms terms,
        byte[] signature,
        string bucket,
        string key,
        IReadOnlyCollection<KeyValuePair<string, string>> metadata,
        StoreBody body,
        bool careful,
        CancellationToken cancellationToken)
        => PutBodyAsync(
            Call("write", bucket, key),
            SignedAddress(terms, signature, bucket, key, SignedHeaders(bucket, metadata, body.Headers.ContentLength), []),
            metadata,
            body,
            careful,
            cancellationToken);

    /// <summary>Stores one part, as it was signed for.</summary>
    internal Task<PutAnswer> PutSignedPartAsync(
        SigningTerms terms,
        ReadOnlySpan<byte> signature,
        string bucket,
        string key,
        string uploadId,
        int part,
        StoreBody body,
        bool careful,
        CancellationToken cancellationToken)
        => PutBodyAsync(
            Call($"write part {part} of", bucket, key),
            SignedAddress(
                terms,
                signature,
                bucket,
                key,
                SignedHeaders(bucket, [], body.Headers.ContentLength),
                PartQuery(uploadId, part)),
            metadata: [],
            body,
            careful,
            cancellationToken);

    /// <summary>Asks about an object, as it was signed for; null when there is none.</summary>
    internal async Task<ObjectHead?> HeadSignedAsync(
        SigningTerms terms, byte[] signature, string bucket, string key, CancellationToken cancellationToken)
    {
        StoreAddress address = SignedAddress(
            terms, signature, bucket, key, SignedHeaders(bucket, [], length: null), []);
        try
        {
            using HttpResponseMessage response = await SendSignedAsync(
                Call("look at", bucket, key), HttpMethod.Head, address, cancellationToken);
            return ObjectHead.Of(response);
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Lists up to a thousand acknowledged parts after one, as it was signed for.</summary>
    internal async Task<IReadOnlyList<UploadedPart>> ListSignedPartsAsync(
        SigningTerms terms,
        ReadOnlyMemory<byte> signature,
        string bucket,
        string key,
        string uploadId,
        int after,
        CancellationToken cancellationToken)
    {
        StoreCall call = Call("list the uploaded parts of", bucket, key);
        StoreAddress address = SignedAddress(
            terms, signature.Span, bucket, key, SignedHeaders(bucket, [], length: null), ListQuery(uploadId, after));
        using HttpResponseMessage response = await SendSignedAsync(call, HttpMethod.Get, address, cancellationToken);
        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        try
        {
            string document = await response.Content.ReadAsStringAsync(watch.Token);
            return
            [
                .. XElement.Parse(XmlAnswers.Clean(document)).Elements()
                    .Where(element => element.Name.LocalName == "Part")
                    .Select(part => new UploadedPart(
                        int.Parse(Child(part, "PartNumber"), CultureInfo.InvariantCulture),
                        long.Parse(Child(part, "Size"), CultureInfo.InvariantCulture),
                        ObjectHead.Unquote(Child(part, "ETag")))),
            ];
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or FormatException)
        {
            throw StoreFaults.FromAnswer(call, HttpStatusCode.NotImplemented, code: null, "no list of parts in the answer");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (watch.Expired && !cancellationToken.IsCancellationRequested))
        {
            throw StoreFaults.FromFailure(call, exception);
        }
    }

    /// <summary>Asks an endpoint what time it has, without any keys: its refusal bears the date as well.</summary>
    internal async Task<DateTimeOffset> ReadClockUnsignedAsync(string bucket, CancellationToken cancellationToken)
    {
        StoreAddress address = StoreAddress.Of(_connection, bucket, key: "") with { IsPresigned = true };
        try
        {
            using HttpResponseMessage response = await SendSignedAsync(
                Call("look at", bucket), HttpMethod.Head, address, cancellationToken);
            return response.Headers.Date ?? _time.GetUtcNow();
        }
        catch (StoreException refusal) when (refusal is { Status: not null, Fault.Transient: false })
        {
            return refusal.Date ?? _time.GetUtcNow();
        }
    }

    private static (string Name, string Value)[] PartQuery(string uploadId, int part)
        => [("partNumber", part.ToString(CultureInfo.InvariantCulture)), ("uploadId", uploadId)];

    private static (string Name, string Value)[] ListQuery(string uploadId, int after) =>
    [
        ("max-parts", ListedParts.ToString(CultureInfo.InvariantCulture)),
        ("part-number-marker", after.ToString(CultureInfo.InvariantCulture)),
        ("uploadId", uploadId),
    ];

    /// <summary>What is signed: the host, the length, and every header that travels with the object.</summary>
    private KeyValuePair<string, string>[] SignedHeaders(
        string bucket, IEnumerable<KeyValuePair<string, string>> metadata, long? length)
    {
        IEnumerable<KeyValuePair<string, string>> headers = metadata
            .Select(header => new KeyValuePair<string, string>(header.Key.ToLowerInvariant(), header.Value))
            .Append(new("host", StoreAddress.Of(_connection, bucket, key: "").Authority));
        if (length is { } bytes)
        {
            headers = headers.Append(new("content-length", bytes.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. headers.OrderBy(header => header.Key, StringComparer.Ordinal)];
    }

    private byte[] Sign(
        SigningTerms terms,
        HttpMethod method,
        string bucket,
        string key,
        KeyValuePair<string, string>[] headers,
        ReadOnlySpan<(string Name, string Value)> query)
    {
        string names = AbsentHeaders.Names(terms, headers);
        return _bytes.Signer.SignAddress(
            method.Method,
            StoreAddress.Of(_connection, bucket, key).Path,
            RequestSigner.Arguments(terms.Credential, terms.At, terms.Seconds, names, query),
            headers,
            names,
            terms.At);
    }

    private StoreAddress SignedAddress(
        SigningTerms terms,
        ReadOnlySpan<byte> signature,
        string bucket,
        string key,
        KeyValuePair<string, string>[] headers,
        ReadOnlySpan<(string Name, string Value)> query) => StoreAddress.Of(
        _connection,
        bucket,
        key,
        [
            .. RequestSigner.Arguments(
                terms.Credential, terms.At, terms.Seconds, AbsentHeaders.Names(terms, headers), query),
            ("X-Amz-Signature", Convert.ToHexStringLower(signature)),
        ]) with
    { IsPresigned = true };

    private async Task<HttpResponseMessage> SendSignedAsync(
        StoreCall call, HttpMethod method, StoreAddress address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address.Uri);
        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        return await _bytes.SendAsync(call, request, address, watch, cancellationToken);
    }
}
