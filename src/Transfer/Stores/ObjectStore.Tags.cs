using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace DtnBox.Transfer.Stores;

/// <content>Tags: read as a document of their own, written as a header of the object.</content>
public sealed partial class ObjectStore
{
    /// <summary>Ten tags of the longest names and values need a tenth of it.</summary>
    private const int MaxTagBytes = 64 * 1024;

    /// <summary>Gets what was learned of how this store tells of tags.</summary>
    internal TagHabit Tagging { get; } = new();

    /// <summary>The name of the header that gives an object its tags when it is written.</summary>
    internal const string TagHeaderName = "x-amz-tagging";

    /// <summary>That header.</summary>
    internal static KeyValuePair<string, string> TagHeader(IEnumerable<KeyValuePair<string, string>> tags) => new(
        TagHeaderName,
        string.Join('&', tags.Select(tag => $"{Uri.EscapeDataString(tag.Key)}={Uri.EscapeDataString(tag.Value)}")));

    /// <summary>Reads the tags of an object.</summary>
    internal async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadTagsAsync(
        string bucket, string key, CancellationToken cancellationToken)
    {
        StoreCall call = Call("read the tags of", bucket, key);
        using HttpResponseMessage response = await SendCoreAsync(
            call, HttpMethod.Get, key, metadata: null, cancellationToken, ("tagging", ""));
        using var watch = new IdleWatch(_options.IdleTimeout, _time, cancellationToken);
        try
        {
            // A store that does not know the question answers with the object itself.
            await using Stream body = await response.Content.ReadAsStreamAsync(watch.Token);
            if (response.Content.Headers.ContentLength == 0)
            {
                // So RGW answers for an object whose tags it dropped when it put the parts together.
                return [];
            }

            XElement? document = response.Content.Headers.ContentLength > MaxTagBytes
                ? null : await XElement.LoadAsync(body, LoadOptions.None, watch.Token);
            return document?.Name.LocalName != "Tagging" ? throw NoTags(call) :
            [
                .. document.Descendants().Where(element => element.Name.LocalName == "Tag").Select(tag =>
                    new KeyValuePair<string, string>(Child(tag, "Key"), Child(tag, "Value"))),
            ];
        }
        catch (XmlException)
        {
            throw NoTags(call);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (watch.Expired && !cancellationToken.IsCancellationRequested))
        {
            throw StoreFaults.FromFailure(call, exception);
        }
    }

    /// <summary>Gives an object these tags and no others.</summary>
    internal Task WriteTagsAsync(
        string bucket, string key, IEnumerable<KeyValuePair<string, string>> tags, CancellationToken cancellationToken)
    {
        XNamespace s3 = "http://s3.amazonaws.com/doc/2006-03-01/";
        var document = new XElement(s3 + "Tagging", new XElement(s3 + "TagSet", tags.Select(tag => new XElement(
            s3 + "Tag", new XElement(s3 + "Key", tag.Key), new XElement(s3 + "Value", tag.Value)))));
        byte[] body = Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
#pragma warning disable CA5351 // S3 asks for this checksum on this call; it protects nothing from anybody.
        string checksum = Convert.ToBase64String(MD5.HashData(body));
#pragma warning restore CA5351
        return PutBodyAsync(
            Call("write the tags of", bucket, key),
            StoreAddress.Of(_connection, bucket, key, ("tagging", "")),
            [new("Content-MD5", checksum), new("Content-Type", "application/xml")],
            new BytesBody(body),
            careful: false,
            cancellationToken);
    }

    private static StoreException NoTags(StoreCall call)
        => StoreFaults.FromAnswer(call, HttpStatusCode.NotImplemented, code: null, "no tags in the answer");

    private static string Child(XElement parent, string name)
        => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
}
