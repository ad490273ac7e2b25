using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace DtnBox.Functions.Secrets;

/// <summary>Keeps the Data Protection key ring in one blob, so that every instance can read what another one encrypted.</summary>
/// <remarks>Stands for Azure.Extensions.AspNetCore.DataProtection.Blobs, which cannot be restored where this is built.</remarks>
internal sealed class BlobKeyRing(StorageAccount account) : IXmlRepository
{
    private BlobClient Blob => account.Keys.GetBlobClient("keyring.xml");

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Load().Ring.Elements()];

    public void StoreElement(XElement element, string friendlyName)
    {
        while (true)
        {
            (XElement ring, ETag? etag) = Load();
            ring.Add(element);
            var conditions = etag is { } known
                ? new BlobRequestConditions { IfMatch = known }
                : new BlobRequestConditions { IfNoneMatch = ETag.All };
            try
            {
                Blob.Upload(BinaryData.FromString(ring.ToString()), new BlobUploadOptions { Conditions = conditions });
                return;
            }
            catch (RequestFailedException race) when (race.Status is 409 or 412)
            {
                // Another instance added a key: read the ring again and add ours to it.
            }
        }
    }

    private (XElement Ring, ETag? ETag) Load()
    {
        account.Keys.CreateIfNotExists();
        try
        {
            BlobDownloadResult found = Blob.DownloadContent().Value;
            return (XElement.Parse(found.Content.ToString()), found.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (new XElement("keyring"), null);
        }
    }
}
