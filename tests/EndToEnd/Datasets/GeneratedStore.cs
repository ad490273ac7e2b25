using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.EndToEnd.Datasets;

/// <summary>A source store with one object of any size, whose bytes are made from a seed when they are read.</summary>
/// <remarks>The test server keeps everything in memory: an object of several GiB is better stored once than twice.</remarks>
internal sealed class GeneratedStore : IAsyncDisposable
{
    public const string Key = "generated.bin";

    private const int Block = 64 * 1024;
    private const int Stamp = 4096;

    private readonly WebApplication _app;
    private readonly byte[] _pattern = new byte[Block];
    private readonly long _size;

    private GeneratedStore(long size, int seed)
    {
        _size = size;
        new Random(seed).NextBytes(_pattern);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<GeneratedStore> StartAsync(long size, int seed)
    {
        var store = new GeneratedStore(size, seed);
        await store._app.StartAsync();
        return store;
    }

    /// <summary>The SHA-256 of the whole object.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[Block];
        for (long offset = 0; offset < _size; offset += Block)
        {
            Fill(block, offset / Block);
            hash.AppendData(block, 0, (int)Math.Min(Block, _size - offset));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        bool isObject = context.Request.Path.Value!.EndsWith("/" + Key, StringComparison.Ordinal);
        return (context.Request.Method, isObject) switch
        {
            ("GET", true) when query.ContainsKey("tagging") => XmlAsync(context, "<Tagging><TagSet/></Tagging>"),
            ("GET" or "HEAD", true) => ObjectAsync(context),
            ("GET", false) when query.ContainsKey("list-type") => XmlAsync(context, Listing(query["start-after"])),
            _ => RefuseAsync(context),
        };
    }

    private string Listing(string? after) =>
        "<ListBucketResult><IsTruncated>false</IsTruncated>"
        + (string.CompareOrdinal(after, Key) >= 0 ? "" :
            $"<Contents><Key>{Key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;generated&quot;</ETag><Size>{_size}</Size></Contents>")
        + "</ListBucketResult>";

    private async Task ObjectAsync(HttpContext context)
    {
        (long from, long to) = (0, _size);
        if (context.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault() is { } range)
        {
            (from, to) = (range.From ?? 0, (range.To ?? _size - 1) + 1);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{to - 1}/{_size}";
        }

        context.Response.Headers.ETag = "\"generated\"";
        context.Response.ContentLength = to - from;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        byte[] block = new byte[Block];
        while (from < to)
        {
            Fill(block, from / Block);
            int skip = (int)(from % Block);
            int count = (int)Math.Min(Block - skip, to - from);
            await context.Response.Body.WriteAsync(block.AsMemory(skip, count), context.RequestAborted);
            from += count;
        }
    }

    /// <summary>The pattern with the place of each 4 KiB written into it, so that no two parts are alike.</summary>
    private void Fill(byte[] block, long number)
    {
        _pattern.CopyTo(block, 0);
        for (int i = 0; i < Block; i += Stamp)
        {
            BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(i), (number * Block) + i);
        }
    }

    private static Task XmlAsync(HttpContext context, string document)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(document);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status501NotImplemented;
        return XmlAsync(context, "<Error><Code>NotImplemented</Code></Error>");
    }
}
