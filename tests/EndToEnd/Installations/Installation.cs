using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>A whole DtnBox of real processes: Functions host with the app, two sites with their agents.</summary>
/// <remarks>Storage prefix, task hub, ports and buckets are its own, so installations run side by side.</remarks>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-e2e-").FullName;
    private readonly string _prefix = TestStorage.NewPrefix();
    private readonly string _token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly int _port;
    private readonly string? _portal;
    private readonly string _storage;
    private readonly string _app;
    private readonly S3Server _s3 = new();

    private readonly IReadOnlyDictionary<string, string> _agentSettings;
    private readonly IReadOnlyDictionary<string, string> _settings;

    private readonly TimeSpan? _retention;
    private readonly ConcurrentQueue<(string Program, string Line)> _log = new();
    private bool _records;

    private Installation(
        IReadOnlyDictionary<string, string>? agentSettings, IReadOnlyDictionary<string, string>? settings, TimeSpan? retention,
        string? portal, int? port, string? storage)
    {
        _retention = retention;
        _storage = storage ?? TestStorage.ConnectionString;
        _portal = portal;
        _port = port ?? FreePort.Next();
        _agentSettings = agentSettings ?? new Dictionary<string, string>(StringComparer.Ordinal);
        _settings = settings ?? new Dictionary<string, string>(StringComparer.Ordinal);
        _app = BuiltFunctionsApp.MakeFolder(Path.Combine(_folder, "app"), HubName);
        Api = new Api(Address, _token);
    }

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public string Token => _token;

    private string HubName => $"{_prefix}hub";

    public Api Api { get; }

    public S3Server S3 => _s3;

    public ChildProcess Host { get; private set; } = null!;

    public Site A { get; set; } = null!;

    public Site B { get; set; } = null!;

    /// <summary>Gets every line that its programs wrote, also those that were killed since, if that is recorded.</summary>
    public IReadOnlyCollection<(string Program, string Line)> Log => _log;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts everything.</summary>
    /// <param name="quotaBytes">What the destination's user may store at most.</param>
    /// <param name="agentSettings">Settings of both agents, beyond what they need.</param>
    /// <param name="settings">Settings of every program, beyond what it needs.</param>
    /// <param name="retention">How long ended orchestrations are kept; with it, old ones are looked for every second.</param>
    /// <param name="records">Keep all that the agents are told, and all that its programs log.</param>
    /// <param name="sites">Make its two sites. Without, the test makes them in its own way.</param>
    /// <param name="portal">The folder with the portal's files, which the host then serves.</param>
    /// <param name="port">Where the host listens, if something else has to know that before.</param>
    /// <param name="storage">How its host and app reach their storage, if not as the test does.</param>
    public static async Task<Installation> StartAsync(
        long? quotaBytes = null,
        IReadOnlyDictionary<string, string>? agentSettings = null,
        IReadOnlyDictionary<string, string>? settings = null,
        TimeSpan? retention = null,
        bool records = false,
        bool sites = true,
        string? portal = null,
        int? port = null,
        string? storage = null)
    {
        var installation = new Installation(agentSettings, settings, retention, portal, port, storage)
        {
            _records = records,
        };
        try
        {
            await installation.StartHostAsync();
            if (!sites)
            {
                return installation;
            }

            installation.A = await installation.AddSiteAsync("site-a", installation._s3.User);
            installation.B = await installation.AddSiteAsync(
                "site-b",
                quotaBytes is null ? installation._s3.OtherUser : await installation._s3.CreateUserAsync(quotaBytes, Cancel));
            await installation.AgentsConnectAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async Task StartHostAsync()
    {
        Host = ChildProcess.Start(
            RepositoryPaths.Program("FunctionsHost"),
            ["--app", _app, "--port", _port.ToString(), .. _portal is null ? (string[])[] : ["--portal", _portal]],
            new Dictionary<string, string?>(Everywhere(), StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = _storage,
                ["Storage__Prefix"] = _prefix,
                ["Retention__FinishedOrchestrations"] = _retention?.ToString(),
                ["Identity__ApiTokens__0__Name"] = "ada",
                ["Identity__ApiTokens__0__Role"] = "Administrator",
                ["Identity__ApiTokens__0__Sha256"] = Sha256(_token),
                ["Identity__ApiTokens__1__Name"] = "bob",
                ["Identity__ApiTokens__1__Role"] = "Member",
                ["Identity__ApiTokens__1__Sha256"] = Sha256(_token + "-member"),
            },
            onLine: LogOf("host"));
        await Host.WaitForHttpAsync(new Uri(Address, "api/v1/health"), StartTime, Cancel);
    }

    /// <summary>The worker's process id: the host's child that runs the app.</summary>
    /// <returns>Null while the host has none, because it is about to start one or has ended itself.</returns>
    public int? WorkerId()
    {
        try
        {
            return Directory.GetDirectories($"/proc/{Host.Id}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(IsWorker)
                .Select(child => (int?)int.Parse(child, CultureInfo.InvariantCulture))
                .SingleOrDefault();
        }
        catch (IOException)
        {
            // A process or thread ended while it was looked at.
            return null;
        }
    }

    public void StartAgent(Site site, string? enrollmentCode = null)
    {
        Dictionary<string, string?> settings = new(Everywhere(), StringComparer.Ordinal)
        {
            ["Agent__ControlPlane"] = (site.Recorder?.Address ?? Address).AbsoluteUri,
            ["Agent__StateDirectory"] = Path.Combine(_folder, site.Id),
            ["Agent__EnrollmentCode"] = enrollmentCode,
        };
        foreach ((string name, string value) in _agentSettings)
        {
            settings[name] = value;
        }

        site.Agent = ChildProcess.Start(
            RepositoryPaths.Program("ControllerAgent"), [], settings, onLine: LogOf($"agent of {site.Id}"));
    }

    /// <summary>Starts another agent, with whatever settings it is given; its state is this installation's.</summary>
    /// <param name="name">What its state directory is called.</param>
    /// <param name="settings">All that it is told.</param>
    public ChildProcess StartAgent(string name, IReadOnlyDictionary<string, string> settings)
    {
        Dictionary<string, string?> all = new(Everywhere(), StringComparer.Ordinal);
        foreach ((string setting, string value) in settings)
        {
            all[setting] = value;
        }

        all["Agent__StateDirectory"] = Path.Combine(_folder, name);
        return ChildProcess.Start(RepositoryPaths.Program("ControllerAgent"), [], all);
    }

    /// <summary>The id that an agent got, from its state directory.</summary>
    public string AgentId(string name)
        => JsonElement.Parse(File.ReadAllText(Path.Combine(_folder, name, "identity.json"))).GetProperty("agentId").GetString()!;

    public Task<TransferView> TransferAsync(string from = "", string to = "", TransferSettings? settings = null)
        => Api.PostAsync<TransferView>(
            "transfers", new CreateTransfer(A.At(from), B.At(to), "end to end", settings), Guid.NewGuid().ToString());

    /// <summary>How many rows the command queue of this installation has, of any kind.</summary>
    public async Task<int> QueuedRowsAsync()
        => await new TableClient(TestStorage.ConnectionString, $"{_prefix}commands")
            .QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel);

    /// <summary>The rows that the command queue has of one transfer: their keys begin with what they are.</summary>
    public async Task<IReadOnlyList<string>> QueuedRowsAsync(string transferId)
        => await new TableClient(TestStorage.ConnectionString, $"{_prefix}commands")
            .QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Cancel)
            .Select(row => row.RowKey)
            .Where(key => key.Contains(transferId, StringComparison.Ordinal))
            .ToListAsync(Cancel);

    /// <summary>Whether the task hub holds anything of a transfer's orchestrations: their instances or their histories.</summary>
    public async Task<bool> HubKnowsAsync(string transferId)
    {
        // Partitions are the instance ids, which begin with the transfer's.
        string first = $"{transferId}.";
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {first + "~"}");
        foreach (string table in (string[])[$"{HubName}Instances", $"{HubName}History"])
        {
            if (await new TableClient(TestStorage.ConnectionString, table)
                .QueryAsync<TableEntity>(filter, cancellationToken: Cancel).AnyAsync(Cancel))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The orchestrations of a transfer that have not ended, with their status, as the management API tells.</summary>
    public async Task<IReadOnlyList<string>> OpenOrchestrationsAsync(string transferId)
    {
        JsonElement instances = await Api.GetAsync<JsonElement>(
            new Uri(Address, $"runtime/webhooks/durabletask/instances?instanceIdPrefix={transferId}.&showInput=false").AbsoluteUri);
        return
        [
            .. instances.EnumerateArray()
                .Select(instance => (Id: instance.GetProperty("instanceId").GetString(), Status: instance.GetProperty("runtimeStatus").GetString()))
                .Where(instance => instance.Status is not ("Completed" or "Failed" or "Terminated"))
                .Select(instance => $"{instance.Id} ({instance.Status})"),
        ];
    }

    /// <summary>All that is stored: tables, task hub, and blobs.</summary>
    public IAsyncEnumerable<(string Where, string Text)> StoredAsync() => StoredText.ReadAsync(_prefix, Cancel);

    /// <summary>Gets the key ring with which the control plane encrypts.</summary>
    public BlobClient KeyRing => new(TestStorage.ConnectionString, $"{_prefix}-keys", "keyring.xml");

    /// <summary>The files that the agents keep. Their lock, which holds nothing, nobody else may open.</summary>
    public IEnumerable<string> StateFiles() => ((Site[])[A, B])
        .SelectMany(site => Directory.GetFiles(Path.Combine(_folder, site.Id), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetFileName(file) != "lock")
        .Select(File.ReadAllText);

    /// <summary>Where the agent of a site keeps its state.</summary>
    public string StateDirectory(Site site) => Path.Combine(_folder, site.Id);

    /// <summary>Makes a site's bucket and the proxy before it; nobody has registered it yet.</summary>
    public async Task<Site> NewSiteAsync(string id, S3User user, string? bucketName = null)
    {
        string bucket = bucketName ?? $"t-{Guid.NewGuid():N}";
        using Amazon.S3.AmazonS3Client client = S3Server.NewClient(_s3.Endpoint, user);
        await client.PutBucketAsync(bucket, Cancel);
        return new Site(id, bucket, user, await FaultProxy.StartAsync(_s3.Endpoint, Cancel))
        {
            Recorder = _records ? await ControlPlaneRecorder.StartAsync(Address, Cancel) : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        // The test runner shows this only when the test failed.
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"--- host\n{Host?.Output}\n--- agent A\n{A?.Agent?.Output}\n--- agent B\n{B?.Agent?.Output}");

        foreach (Site? site in (Site?[])[A, B])
        {
            if (site is not null)
            {
                await site.DisposeAsync();
            }
        }

        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        Api.Dispose();
        _s3.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Site> AddSiteAsync(string id, S3User user)
    {
        Site site = await NewSiteAsync(id, user);
        await Api.PostAsync<NodeView>(
            "nodes",
            new RegisterNode(
                id, null, new StoreSettings(site.Proxy.Address, null, AddressingStyle.Path, user.AccessKey, user.SecretKey)));
        EnrollmentCode code = await Api.PostAsync<EnrollmentCode>($"nodes/{id}/enrollments");
        StartAgent(site, code.Code);
        return site;
    }

    /// <summary>Waits for both at once: an agent needs most of its start for itself.</summary>
    private Task AgentsConnectAsync() => Eventually.ThatAsync(
        async () => (await Api.GetAsync<Page<NodeView>>("nodes")).Items.Count(node => node.Online) == 2,
        StartTime,
        "the agents of both sites connect",
        Cancel);

    private Dictionary<string, string?> Everywhere()
        => _settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value, StringComparer.Ordinal);

    /// <summary>Not what becomes it (<c>setpriv</c>): that one ends when it is killed too, but runs nothing yet.</summary>
    private static bool IsWorker(string child)
        => File.ReadAllText($"/proc/{child}/cmdline").Split('\0') is [var program, var app, ..]
            && Path.GetFileName(program) == "dotnet" && Path.GetFileName(app) == "DtnBox.Functions.dll";

    private Action<string>? LogOf(string program) => _records ? line => _log.Enqueue((program, line)) : null;

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
