using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>Functions host with the app, and two sites with their agents; with default settings, if keys are not to be shared.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string Source = "site-a";
    private const string Destination = "site-b";

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-bench-").FullName;
    private readonly string _token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Next()}/");
    private readonly List<ChildProcess> _agents = [];
    private readonly HttpClient _http;
    private ChildProcess? _host;

    private Installation() => _http = new HttpClient
    {
        BaseAddress = new Uri(_address, "api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _token) },
    };

    public IReadOnlyList<int> AgentIds => [.. _agents.Select(agent => agent.Id)];

    public static async Task<Installation> StartAsync(
        S3User user, Uri source, Uri destination, bool sharesKeys, CancellationToken cancellationToken)
    {
        var installation = new Installation();
        try
        {
            await installation.StartHostAsync(sharesKeys, cancellationToken);
            await installation.AddSiteAsync(Source, source, user, cancellationToken);
            await installation.AddSiteAsync(Destination, destination, user, cancellationToken);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Copies a bucket; returns when the transfer says that it succeeded.</summary>
    public async Task TransferAsync(Route route, CancellationToken cancellationToken)
    {
        TransferView view = await PostAsync<TransferView>(
            "transfers",
            new CreateTransfer(
                new Location(Source, route.FromBucket, ""), new Location(Destination, route.ToBucket, ""), "bench"),
            cancellationToken);
        while (view.State is not TransferState.Succeeded)
        {
            if (view.State is TransferState.SucceededWithErrors or TransferState.Failed)
            {
                throw new InvalidOperationException($"The transfer ended otherwise: {view}");
            }

            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
            view = (await _http.GetFromJsonAsync<TransferView>($"transfers/{view.Id}", ContractJson.Options, cancellationToken))!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ChildProcess process in _agents.Append(_host).OfType<ChildProcess>())
        {
            await process.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartHostAsync(bool sharesKeys, CancellationToken cancellationToken)
    {
        string prefix = TestStorage.NewPrefix();
        string app = BuiltFunctionsApp.MakeFolder(Path.Combine(_folder, "app"), $"{prefix}hub");
        _host = ChildProcess.Start(
            RepositoryPaths.Program("FunctionsHost"),
            ["--app", app, "--port", $"{_address.Port}"],
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = TestStorage.ConnectionString,
                ["Storage__Prefix"] = prefix,
                ["Keyless__WherePossible"] = sharesKeys ? "false" : "true",
                ["Identity__ApiTokens__0__Name"] = "bench",
                ["Identity__ApiTokens__0__Role"] = "Administrator",
                ["Identity__ApiTokens__0__Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_token))),
            });
        await _host.WaitForHttpAsync(new Uri(_address, "api/v1/health"), StartTime, cancellationToken);
    }

    private async Task AddSiteAsync(string id, Uri store, S3User user, CancellationToken cancellationToken)
    {
        await PostAsync<NodeView>(
            "nodes",
            new RegisterNode(id, null, new StoreSettings(store, null, AddressingStyle.Path, user.AccessKey, user.SecretKey)),
            cancellationToken);
        EnrollmentCode code = await PostAsync<EnrollmentCode>($"nodes/{id}/enrollments", body: null, cancellationToken);
        _agents.Add(ChildProcess.Start(
            RepositoryPaths.Program("ControllerAgent"),
            [],
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Agent__ControlPlane"] = _address.AbsoluteUri,
                ["Agent__StateDirectory"] = Path.Combine(_folder, id),
                ["Agent__EnrollmentCode"] = code.Code,
            }));
        await Eventually.ThatAsync(
            async () => (await _http.GetFromJsonAsync<NodeView>($"nodes/{id}", ContractJson.Options, cancellationToken))!.Online,
            StartTime,
            $"the agent of {id} connects",
            cancellationToken);
    }

    private async Task<TAnswer> PostAsync<TAnswer>(string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using HttpResponseMessage answer = await _http.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<TAnswer>(ContractJson.Options, cancellationToken))!
            : throw new InvalidOperationException(
                $"POST {path} gave {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
