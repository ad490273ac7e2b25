using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.Stack;
using DtnBox.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PortalFixture))]

namespace DtnBox.Portal.Tests.Stack;

/// <summary>One DtnBox with its portal, its OpenID provider and two sites, and one browser, for all tests of the project.</summary>
/// <remarks>Tests run side by side in it: each has people, keys and transfers of its own.</remarks>
public sealed class PortalFixture : IAsyncLifetime
{
    private Chromium? _chromium;

    internal Installation DtnBox { get; private set; } = null!;

    internal LocalIdentityProcess Identity { get; private set; } = null!;

    internal IBrowser Browser => _chromium!.Browser;

    /// <summary>Gets where the portal is.</summary>
    internal Uri Portal => DtnBox.Address;

    /// <summary>Gets the administrator: who signed up first.</summary>
    internal Account Ada { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ArtifactFolders.Clear();
        // Two cores carry all programs, the browser and the tests: what takes long here is not slow elsewhere.
        Assertions.SetDefaultExpectTimeout(20_000);
        string files = PortalFiles();
        int port = FreePort.Next();
        string origin = $"http://127.0.0.1:{port}";
        _chromium = await Chromium.StartAsync();
        Identity = await LocalIdentityProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Client__RedirectUris__1"] = $"{origin}/signed-in",
            ["Client__PostLogoutRedirectUris__1"] = $"{origin}/",
            // All people of the tests sign in from one address.
            ["SignInsPerMinute"] = "10000",
            ["SignUpsPerHour"] = "10000",
            ["TokenRequestsPerMinute"] = "10000",
        });
        DtnBox = await Installation.StartAsync(settings: Settings(), portal: files, port: port);
        await AllowAsync(DtnBox.A, origin);
        await AllowAsync(DtnBox.B, origin);
        Ada = await NewAccountAsync("ada");
    }

    /// <summary>Makes an account and signs it up at the control plane; lets it in when a role is given.</summary>
    internal async Task<Account> NewAccountAsync(string name, Role? role = null)
    {
        var account = Account.New(name);
        using SignInByForm browser = Identity.NewPerson();
        FormPage form = await browser.Browser.OpenAsync(new Uri(Identity.Issuer, "/sign-up"), Cancel);
        await browser.Browser.SubmitAsync(
            form,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["UserName"] = account.Name, ["DisplayName"] = account.DisplayName, ["Email"] = account.Email, ["Password"] = account.Password,
            },
            Cancel);
        SignedInTokens tokens = await browser.TokensAsync(cancellationToken: Cancel);
        using var api = new Api(Portal, tokens.AccessToken);
        account = account with { Id = (await api.PostAsync<UserView>("me", new SignUp())).Id, AccessToken = tokens.AccessToken };
        if (role is not null)
        {
            await DtnBox.Api.PostAsync<UserView>($"users/{account.Id}/approve", new ApproveUser(role));
        }

        return account;
    }

    /// <summary>Lets somebody read under a prefix at site A, and write under it at site B.</summary>
    internal async Task GrantAsync(Account to, string prefix)
    {
        await GrantAsync(to, DtnBox.A, prefix, Right.Read);
        await GrantAsync(to, DtnBox.B, prefix, Right.Write);
    }

    /// <summary>Gives somebody one right under a prefix of a site.</summary>
    internal async Task GrantAsync(Account to, Site site, string prefix, Right right)
        => await DtnBox.Api.PostAsync<GrantView>(
            $"nodes/{site.Id}/grants",
            new CreateGrant(to.Id, right, site.Bucket, TimeProvider.System.GetUtcNow().AddDays(1), prefix),
            Guid.NewGuid().ToString());

    /// <summary>A site that nobody has registered: a store user, a bucket that takes files from the portal's pages, no agent.</summary>
    internal async Task<Site> NewSiteAsync(string id)
    {
        S3User user = await DtnBox.S3.CreateUserAsync(cancellationToken: Cancel);
        Site site = await DtnBox.NewSiteAsync(id, user, $"{id}-{Guid.NewGuid().ToString("N")[..8]}");
        await AllowAsync(site, Portal.GetLeftPart(UriPartial.Authority));
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (DtnBox is not null)
        {
            await DtnBox.DisposeAsync();
        }

        if (Identity is not null)
        {
            await Identity.DisposeAsync();
        }
    }

    /// <summary>What an operator enters so that pages of the portal may send files to the store and take them from it.</summary>
    private async Task AllowAsync(Site site, string origin)
    {
        using AmazonS3Client store = S3Server.NewClient(DtnBox.S3.Endpoint, site.User);
        await store.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = site.Bucket,
                Configuration = new CORSConfiguration
                {
                    Rules =
                    [
                        new CORSRule { AllowedOrigins = [origin], AllowedMethods = ["GET", "PUT"], AllowedHeaders = ["*"], ExposeHeaders = ["ETag"] },
                    ],
                },
            },
            Cancel);
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Identity__Providers__0__Name"] = "local",
        ["Identity__Providers__0__Kind"] = "Oidc",
        ["Identity__Providers__0__Authority"] = Identity.Issuer.AbsoluteUri.TrimEnd('/'),
        ["Identity__Providers__0__Audience"] = "dtnbox-api",
        ["Identity__Providers__0__ClientId"] = LocalIdentityProcess.ClientId,
        ["Portal__ConnectSources"] = "http://127.0.0.1:*",
    };

    /// <summary>Objects at site A, under a prefix.</summary>
    internal Task PutAsync(string prefix, int objects, int size) => PutAsync(DtnBox.A, prefix, objects, size);

    /// <summary>Objects at a site, under a prefix.</summary>
    internal async Task PutAsync(Site site, string prefix, int objects, int size)
    {
        using AmazonS3Client store = S3Server.NewClient(DtnBox.S3.Endpoint, site.User);
        byte[] content = new byte[size];
        await Parallel.ForAsync(0, objects, Cancel, async (number, cancel) =>
        {
            using var body = new MemoryStream(content);
            await store.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = site.Bucket, Key = $"{prefix}frame-{number:D3}.dat", InputStream = body, UseChunkEncoding = false,
                },
                cancel);
        });
    }

    /// <summary>A transfer of all under a prefix from site A to the same at site B, started by the API in somebody's name.</summary>
    internal async Task<TransferView> StartTransferAsync(Account owner, string prefix, string label, long? bytesPerSecond = null)
    {
        using var api = new Api(Portal, owner.AccessToken);
        TransferSettings? settings = bytesPerSecond is null ? null : new(Bandwidth: new BandwidthPlan(bytesPerSecond));
        return await api.PostAsync<TransferView>(
            "transfers",
            new CreateTransfer(DtnBox.A.At(prefix), DtnBox.B.At(prefix), label, settings),
            Guid.NewGuid().ToString());
    }

    /// <summary>Takes a transfer's cap away.</summary>
    internal async Task LiftBandwidthAsync(string transferId)
    {
        using HttpResponseMessage answer = await DtnBox.Api.Http.DeleteAsync(new Uri($"transfers/{transferId}/bandwidth", UriKind.Relative), Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static string PortalFiles()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "src", "StaticPortal", "dist");
        return File.Exists(Path.Combine(folder, "index.html"))
            ? folder
            : throw new FileNotFoundException($"{folder} has no portal. Run script/bootstrap test, which builds it.");
    }
}
