using System.IO.Compression;
using System.Net;
using System.Text;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Portal;

/// <summary>A host that serves a portal of a few files, and has something beside them that it must not serve.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    public const string Page = "<p>portal</p>";
    public const string Script = "export default 'a script that is long enough to be worth compressing';";

    internal TestAppFolder App { get; } = new();

    internal FunctionsHostProcess Host { get; private set; } = null!;

    /// <summary>Gets a client that sees answers as they are: no redirects, nothing unpacked.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App.Settings["Identity__Providers__0__Authority"] = "https://login.uni.example/realm";
        App.Settings["Portal__ConnectSources"] = "https://s3.uni.example http://127.0.0.1:*";
        App.Save();
        // The worker makes its routes by the file, so it has to be there.
        App.Write("host.json", """{ "version": "2.0", "extensions": { "http": { "routePrefix": "api" } } }""");
        App.Write("secret.txt", "secret");
        App.Write("site/index.html", Page);
        App.Write("site/icon.svg", "<svg/>");
        App.Write("site/config.json", """{"apiBase":"a sample"}""");
        App.Write("site/.hidden.txt", "hidden");
        App.Write("site/assets/app-1a2b.js", Script);
        await CompressAsync("site/assets/app-1a2b.js.br", file => new BrotliStream(file, CompressionLevel.Fastest));
        await CompressAsync("site/assets/app-1a2b.js.gz", file => new GZipStream(file, CompressionLevel.Fastest));
        Host = await FunctionsHostProcess.StartAsync(App, "--portal", Path.Combine(App.Folder, "site"));
        Http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseProxy = false,
        })
        {
            BaseAddress = Host.Http.BaseAddress,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        App.Dispose();
    }

    private async Task CompressAsync(string path, Func<Stream, Stream> compress)
    {
        await using FileStream file = File.Create(Path.Combine(App.Folder, path));
        await using Stream packed = compress(file);
        await packed.WriteAsync(Encoding.UTF8.GetBytes(Script));
    }
}
