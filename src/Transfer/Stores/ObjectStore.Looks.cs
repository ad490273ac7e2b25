using System.Net;

namespace DtnBox.Transfer.Stores;

/// <content>Calls that ask about an object, or the store.</content>
public sealed partial class ObjectStore
{
    /// <summary>Asks about an object; null when there is none.</summary>
    public async Task<ObjectHead?> HeadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await SendHeadAsync(Call("look at", bucket, key), key, cancellationToken);
            return ObjectHead.Of(response);
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks about an object by reading its first bytes: some stores count tags in the answer to a GET alone.</summary>
    /// <returns>What it said, or null when there is none. An empty object was asked about by HEAD.</returns>
    public async Task<ObjectHead?> PeekAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        StoreAddress address = StoreAddress.Of(_connection, bucket, key);
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        request.Headers.TryAddWithoutValidation("Range", new ByteRange(0, 2).Header);
        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _bytes.SendAsync(
                Call("look at", bucket, key), request, address, watch, cancellationToken);

            // There are stores that answer for two bytes of an empty object, and then the size is not to be had.
            bool tellsSize = response.StatusCode != HttpStatusCode.PartialContent
                || response.Content.Headers.ContentRange?.Length is not null;
            return tellsSize ? ObjectHead.Of(response) : await HeadAsync(bucket, key, cancellationToken);
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return await HeadAsync(bucket, key, cancellationToken);
        }
    }

    /// <summary>Asks the store what time it has.</summary>
    public async Task<DateTimeOffset> ReadClockAsync(string bucket, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendHeadAsync(Call("look at", bucket), key: "", cancellationToken);
        return response.Headers.Date ?? _time.GetUtcNow();
    }

    /// <summary>A HEAD. Its refusal has no words, and so does not tell wrong keys from missing rights: a GET is refused in words.</summary>
    private async Task<HttpResponseMessage> SendHeadAsync(StoreCall call, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendCoreAsync(call, HttpMethod.Head, key, metadata: null, cancellationToken);
        }
        catch (StoreException refusal) when (refusal.Status == HttpStatusCode.Forbidden)
        {
            try
            {
                using HttpResponseMessage answer = await SendCoreAsync(call, HttpMethod.Get, key, metadata: null, cancellationToken);
            }
            catch (StoreException inWords) when (inWords.Status == HttpStatusCode.Forbidden)
            {
                throw;
            }
            catch (StoreException)
            {
                // Not about the refusal.
            }

            throw;
        }
    }
}
