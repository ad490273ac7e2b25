using System.IO.Compression;
using System.Text.RegularExpressions;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Nodes;

public sealed partial class AgentLifeTests
{
    private const long Mebibyte = 1024 * 1024;
    private const int Revoked = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_OneOfTwoAgentsRevoked_IsFinishedByTheOther()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        EnrollmentCode code = await dtnbox.Api.PostAsync<EnrollmentCode>("nodes/site-a/enrollments");
        await using ChildProcess second = dtnbox.StartAgent("second", Settings(dtnbox, code.Code));
        await UntilOnlineAsync(dtnbox, "site-a", agents: 2);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 1000, seed: 11, large: 100 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 12 * Mebibyte;
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 0, TimeSpan.FromMinutes(1));

        using HttpResponseMessage revoked = await dtnbox.Api.Http.DeleteAsync(
            $"nodes/site-a/agents/{dtnbox.AgentId("site-a")}", Cancel);
        revoked.EnsureSuccessStatusCode();

        Assert.Equal(Revoked, await dtnbox.A.Agent!.WaitForExitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Contains("was revoked", dtnbox.A.Agent.Output, StringComparison.Ordinal);
        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(5));
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Dataset.AssertSameAsync(dtnbox);
    }

    [Fact]
    public async Task Bundle_ItsEnvironmentGivenToAnAgent_Enrolls()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        using var zip = new ZipArchive(new MemoryStream(await dtnbox.Api.Http.GetByteArrayAsync("nodes/site-a/bundle", Cancel)));
        Dictionary<string, string> values = Lines(zip, ".env")
            .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim('\''), StringComparer.Ordinal);
        Dictionary<string, string> settings = Lines(zip, "docker-compose.yaml")
            .Select(line => AgentSetting().Match(line)).Where(match => match.Success)
            .ToDictionary(
                match => match.Groups["name"].Value,
                match => Variable().Replace(match.Groups["value"].Value, use => values[use.Groups["name"].Value]),
                StringComparer.Ordinal);
        Assert.Contains("Agent__EnrollmentCode", settings.Keys);

        await using ChildProcess agent = dtnbox.StartAgent("bundled", settings);

        await UntilOnlineAsync(dtnbox, "site-a", agents: 2);
    }

    private static Dictionary<string, string> Settings(Installation dtnbox, string code) => new(StringComparer.Ordinal)
    {
        ["Agent__ControlPlane"] = dtnbox.Address.AbsoluteUri, ["Agent__EnrollmentCode"] = code,
    };

    private static Task UntilOnlineAsync(Installation dtnbox, string node, int agents) => Eventually.ThatAsync(
        async () => (await dtnbox.Api.GetAsync<NodeView>($"nodes/{node}")).Agents.Count(agent => agent.Online) == agents,
        TimeSpan.FromMinutes(1),
        $"{agents} agents of {node} are online",
        Cancel);

    private static string[] Lines(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd().Split('\n');
    }

    [GeneratedRegex(@"^\s+(?<name>Agent__\w+): (?<value>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AgentSetting();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
