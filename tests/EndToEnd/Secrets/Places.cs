using System.Text.Json;
using DtnBox.EndToEnd.Installations;
using DtnBox.EndToEnd.People;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>Every place where something of an installation is kept, shown or logged.</summary>
internal static class Places
{
    private const string Management = "runtime/webhooks/durabletask/instances";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Tables, task hub and blobs; histories, errors and audit as the APIs show them; logs.</summary>
    /// <param name="dtnbox">The installation.</param>
    /// <param name="administrator">Who may read the audit and all lists.</param>
    public static async IAsyncEnumerable<(string Where, string Text)> OfAsync(Installation dtnbox, Person administrator)
    {
        await foreach ((string, string) stored in dtnbox.StoredAsync())
        {
            yield return stored;
        }

        await foreach ((string, string) history in HistoriesAsync(dtnbox))
        {
            yield return history;
        }

        string from = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O"));
        string until = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(1).ToString("O"));
        foreach (string path in (string[])[$"audit/export?from={from}&until={until}", "nodes", "transfers", "users", "invitations", "me/tokens"])
        {
            yield return ($"GET {path}", await administrator.Api.Http.GetStringAsync(path, Cancel));
        }

        foreach ((string program, string line) in dtnbox.Log)
        {
            yield return ($"log of {program}", line);
        }
    }

    /// <summary>The files of the agents, and of the provider: its database and its keys.</summary>
    public static IEnumerable<(string Where, byte[] Content)> Files(Installation dtnbox, LocalIdentityProcess identity) =>
        ((string[])[dtnbox.StateDirectory(dtnbox.A), dtnbox.StateDirectory(dtnbox.B), identity.StateDirectory])
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "lock")
            .Select(file => (file, File.ReadAllBytes(file)));

    private static async IAsyncEnumerable<(string Where, string Text)> HistoriesAsync(Installation dtnbox)
    {
        using var http = new HttpClient { BaseAddress = dtnbox.Address };
        string list = await http.GetStringAsync($"{Management}?showInput=true&top=1000", Cancel);
        using JsonDocument instances = JsonDocument.Parse(list);
        foreach (JsonElement instance in instances.RootElement.EnumerateArray())
        {
            string id = instance.GetProperty("instanceId").GetString()!;
            yield return ($"history of {id}", await http.GetStringAsync(
                $"{Management}/{Uri.EscapeDataString(id)}?showInput=true&showHistory=true&showHistoryOutput=true", Cancel));
        }
    }
}
