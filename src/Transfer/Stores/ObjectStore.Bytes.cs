using System.Net;
using System.Runtime.ExceptionServices;
using System.Xml.Linq;

namespace DtnBox.Transfer.Stores;

/// <content>Calls that carry bytes or metadata.</content>
public sealed partial class ObjectStore
{
    /// <summary>Begins to read an object or a range of it.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object.</param>
    /// <param name="range">What to read; absent for the whole object.</param>
    /// <param name="etag">Read only this version: another one is answered with status 412. Empty for any.</param>
    /// <param name="cancellationToken">Ends the whole read, also after this returned.</param>
    public async Task<ObjectRead> OpenAsync(
        string bucket, string key, ByteRange? range, string? etag, CancellationToken cancellationToken)
    {
        StoreCall call = Call("read", bucket, key);
        StoreAddress address = StoreAddress.Of(_connection, bucket, key);
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        if (range is { } wanted)
        {
            request.Headers.TryAddWithoutValidation("Range", wanted.Header);
        }

        if (!string.IsNullOrEmpty(etag))
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{etag}\"");
        }

        var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await _bytes.SendAsync(call, request, address, watch, cancellationToken);
            long length = RequireWanted(call, response, range, etag);
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return new ObjectRead(response, body, watch, call, _options.IdleTimeout, length);
        }
        catch
        {
            response?.Dispose();
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Stores an object in one piece.</summary>
    /// <param name="careful">Ask before sending the body: a refusal is then heard, which costs a round trip.</param>
    internal Task<PutAnswer> PutAsync(
        string bucket,
        string key,
        IEnumerable<KeyValuePair<string, string>> metadata,
        StoreBody body,
        bool careful,
        CancellationToken cancellationToken)
        => PutBodyAsync(
            Call("write", bucket, key), StoreAddress.Of(_connection, bucket, key), metadata, body, careful, cancellationToken);

    /// <summary>Stores one part of an open upload, at a presigned address; again, if it is there already.</summary>
    internal Task<PutAnswer> PutPartAsync(
        string bucket, string key, string uploadId, int part, StoreBody body, bool careful, CancellationToken cancellationToken)
        => PutBodyAsync(
            Call($"write part {part} of", bucket, key),
            _bytes.Presign(HttpMethod.Put, bucket, key, ("partNumber", $"{part}"), ("uploadId", uploadId)),
            metadata: [],
            body,
            careful,
            cancellationToken);

    /// <summary>Opens a multipart upload.</summary>
    public async Task<(string UploadId, DateTimeOffset Begun)> CreateUploadAsync(
        string bucket, string key, IEnumerable<KeyValuePair<string, string>> metadata, CancellationToken cancellationToken)
    {
        StoreCall call = Call("begin an upload of", bucket, key);
        using HttpResponseMessage response = await SendCoreAsync(
            call, HttpMethod.Post, key, metadata, cancellationToken, ("uploads", ""));
        string document = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            string uploadId = XElement.Parse(XmlAnswers.Clean(document)).Elements().First(element => element.Name.LocalName == "UploadId").Value;
            return (uploadId, response.Headers.Date ?? _time.GetUtcNow());
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or InvalidOperationException)
        {
            throw StoreFaults.FromAnswer(call, HttpStatusCode.NotImplemented, code: null, "no upload id in the answer");
        }
    }

    private static long RequireWanted(StoreCall call, HttpResponseMessage response, ByteRange? range, string? etag)
    {
        long length = response.Content.Headers.ContentLength ?? -1;
        if (range is { } wanted && (response.StatusCode != HttpStatusCode.PartialContent || length != wanted.Length))
        {
            bool whole = wanted.Offset == 0 && length == wanted.Length;
            if (!whole)
            {
                throw StoreFaults.FromAnswer(
                    call, HttpStatusCode.NotImplemented, code: null, $"bytes {wanted.Header} were asked for, {length} came");
            }
        }

        // Not every store minds If-Match.
        string given = ObjectHead.Unquote(response.Headers.ETag?.Tag);
        if (!string.IsNullOrEmpty(etag) && given.Length > 0 && given != etag)
        {
            throw StoreFaults.FromAnswer(call, HttpStatusCode.PreconditionFailed, "PreconditionFailed", $"it has ETag {given}");
        }

        return length >= 0 ? length : throw StoreFaults.Broken(call, "the answer has no length", inner: null);
    }

    private async Task<PutAnswer> PutBodyAsync(
        StoreCall call,
        StoreAddress address,
        IEnumerable<KeyValuePair<string, string>> metadata,
        StoreBody body,
        bool careful,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address.Uri) { Content = body };
        request.Headers.ExpectContinue = careful;
        AddMetadata(request, metadata);
        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        body.Watch = watch;
        try
        {
            using HttpResponseMessage response = await _bytes.SendAsync(call, request, address, watch, cancellationToken);
            string? version = response.Headers.TryGetValues("x-amz-version-id", out IEnumerable<string>? versions)
                ? versions.First()
                : null;
            return new PutAnswer(ObjectHead.Unquote(response.Headers.ETag?.Tag), response.Headers.Date, version);
        }
        catch (StoreException) when (body.SourceFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    private async Task SendAsync(
        StoreCall call,
        HttpMethod method,
        string key,
        IEnumerable<KeyValuePair<string, string>>? metadata,
        CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendCoreAsync(call, method, key, metadata, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendCoreAsync(
        StoreCall call,
        HttpMethod method,
        string key,
        IEnumerable<KeyValuePair<string, string>>? metadata,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] query)
    {
        StoreAddress address = StoreAddress.Of(_connection, call.Bucket, key, query);
        using var request = new HttpRequestMessage(method, address.Uri);
        if (metadata is not null)
        {
            request.Content = new ByteArrayContent([]);
            AddMetadata(request, metadata);
        }

        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        return await _bytes.SendAsync(call, request, address, watch, cancellationToken);
    }

    private static void AddMetadata(HttpRequestMessage request, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        foreach ((string name, string value) in metadata)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
