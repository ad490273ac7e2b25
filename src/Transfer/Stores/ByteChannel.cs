using System.Xml;
using System.Xml.Linq;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <summary>Sends signed requests and returns successful answers with their body unread. It tries once.</summary>
internal sealed class ByteChannel(StoreConnection connection, HttpClient http, TransferOptions options, TimeProvider time)
{
    private const int MaxErrorBytes = 64 * 1024;

    /// <summary>It is used at once; the hour is for clocks that differ and for the slowest part.</summary>
    private static readonly TimeSpan PresignedLifetime = TimeSpan.FromHours(1);

    private readonly RequestSigner _signer = new(connection.AccessKey, connection.SecretKey, connection.Region);
    private long _clockOffsetTicks;

    public StoreConnection Connection => connection;

    public RequestSigner Signer => _signer;

    public TransferOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>Sends a request. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        StoreCall call, HttpRequestMessage request, StoreAddress address, IdleWatch watch, CancellationToken cancellationToken)
    {
        if (!address.IsPresigned)
        {
            Sign(request, address);
        }

        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
        }
        catch (OperationCanceledException) when (watch.Expired && !cancellationToken.IsCancellationRequested)
        {
            throw StoreFaults.Silent(call, options.IdleTimeout, answered: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            throw StoreFaults.FromFailure(call, exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ReadErrorAsync(call, response, request.Method == HttpMethod.Head, watch.Token);
        }
    }

    /// <summary>An address that carries its own signature: good for one method, object and set of arguments.</summary>
    public StoreAddress Presign(
        HttpMethod method, string bucket, string key, params ReadOnlySpan<(string Name, string Value)> query)
    {
        StoreAddress plain = StoreAddress.Of(connection, bucket, key);
        return StoreAddress.Of(
            connection,
            bucket,
            key,
            _signer.Presign(method.Method, plain.Authority, plain.Path, query, Now(), PresignedLifetime)) with
        { IsPresigned = true };
    }

    /// <summary>Our clock, corrected by what the store said of it.</summary>
    private DateTimeOffset Now() => time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _clockOffsetTicks));

    private void Sign(HttpRequestMessage request, StoreAddress address)
    {
        if (connection.IsKeyless)
        {
            throw new InvalidOperationException($"The keys of {connection} are another node's, and stay there.");
        }

        DateTimeOffset now = Now();
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", RequestSigner.UnsignedPayload);
        request.Headers.TryAddWithoutValidation("x-amz-date", RequestSigner.Timestamp(now));

        List<KeyValuePair<string, string>> signed = [new("host", address.Authority)];
        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in request.Headers.NonValidated)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            {
                signed.Add(new(name.ToLowerInvariant(), string.Join(',', values)));
            }
        }

        signed.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        string authorization = _signer.Authorize(
            request.Method.Method, address.Path, address.Query, signed, RequestSigner.UnsignedPayload, now);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
    }

    private async Task<StoreException> ReadErrorAsync(
        StoreCall call, HttpResponseMessage response, bool bodyless, CancellationToken cancellationToken)
    {
        (string? code, string? text) = bodyless ? default : await ReadErrorDocumentAsync(response, cancellationToken);
        if (code == "RequestTimeTooSkewed" && response.Headers.Date is { } date)
        {
            Interlocked.Exchange(ref _clockOffsetTicks, (date - time.GetUtcNow()).Ticks);
        }

        return StoreFaults.FromAnswer(
            call, response.StatusCode, code, text, bodyless, retryAfter: RetryAfter(response), date: response.Headers.Date);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
        => response.Headers.RetryAfter is { } asked ? asked.Delta ?? (asked.Date - Now()) : null;

    private static async Task<(string? Code, string? Text)> ReadErrorDocumentAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellationToken);
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            XElement error = await XElement.LoadAsync(body, LoadOptions.None, cancellationToken);
            return (Child(error, "Code"), Child(error, "Message"));
        }
        catch (Exception exception) when (exception is XmlException or HttpRequestException or IOException)
        {
            // The status alone has to do: what cannot be read is no S3 error document.
            return default;
        }
    }

    private static string? Child(XElement parent, string name)
        => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
