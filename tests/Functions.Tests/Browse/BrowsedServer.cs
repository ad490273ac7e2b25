using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Browse;

/// <summary>An agent's side of questions, step by step.</summary>
internal static class BrowsedServer
{
    public static readonly string[] Knows =
    [
        QuestionNames.ListBuckets, QuestionNames.ListFolder, QuestionNames.MakeFolder, QuestionNames.DeleteObjects,
        QuestionNames.SignLink,
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A node of Ada's with a connected agent that has said what it knows.</summary>
    public static async Task<(string Node, EnrolledTestAgent Agent)> AddBrowsedAsync(
        this ControlPlaneServer server, params string[] knows)
    {
        string node = await server.AddNodeAsync();
        EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "agent/commands/lease", new LeaseCommands("s", 1, 0, [], knows), ContractJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
        return (node, agent);
    }

    /// <summary>Takes the questions that there are, or come within a while.</summary>
    public static async Task<IReadOnlyList<GivenQuestion>> NextAsync(this HttpClient agent, int waitSeconds = 20)
    {
        using HttpResponseMessage answer = await agent.PostAsJsonAsync(
            "agent/questions/next", new NextQuestions(8, waitSeconds, Knows), ContractJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<GivenQuestions>(ContractJson.Options, Cancel))!.Questions;
    }

    public static async Task AnswerAsync(this HttpClient agent, string id, object? result, Fault? error = null)
    {
        JsonElement? json = result is null ? null : JsonSerializer.SerializeToElement(result, result.GetType(), ContractJson.Options);
        using HttpResponseMessage answer = await agent.PostAsJsonAsync(
            $"agent/questions/{id}/answer", new AnswerQuestion(json, error), ContractJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
