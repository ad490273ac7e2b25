using DtnBox.Contracts;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Browse;

/// <summary>Why a question about a store has no answer, and who must act.</summary>
internal static class QuestionFaults
{
    /// <summary>Why there is nobody to ask; null when there is.</summary>
    public static ProblemHttpResult? WhyNobody(
        NodeRow node, string question, IReadOnlyList<AgentRow> agents, DateTimeOffset now)
    {
        AgentRow[] enrolled = [.. agents.Where(agent => agent.RevokedAt is null)];
        AgentRow[] online = [.. enrolled.Where(agent => agent.View(now).Online)];
        string owner = $"'{node.Owner}', who owns {node.Id}, ";
        return online.Any(agent => agent.Knows(question)) ? null
            : enrolled.Length == 0 ? Problems.Unavailable(
                "No agent to ask",
                $"{node.Id} has no agent, and its store is reached through one.",
                $"{owner}enrols one: dtnbox node enroll {node.Id}.")
            : online.Length == 0 ? Problems.Unavailable(
                "No agent is connected",
                $"{node.Id} has {Count(enrolled.Length)}, and none is connected: {LastHeard(enrolled)}.",
                $"{owner}sees to it that the agent runs there and reaches this address.")
            : Problems.Conflict(
                "The agent is too old",
                $"No connected agent of {node.Id} can answer {question}: it is older than browsing.",
                $"{owner}updates the agent there to the version of this control plane.");
    }

    /// <summary>No answer came in time.</summary>
    /// <param name="takenBy">The agent that has the question; null when none took it.</param>
    public static ProblemHttpResult Silent(NodeRow node, string? takenBy) => Problems.NotInTime(
        "The agent does not answer",
        takenBy is null
            ? $"No agent of {node.Id} took the question within {Questions.Patience.TotalSeconds:0} s."
            : $"Agent '{takenBy}' of {node.Id} took the question and did not answer within {Questions.Patience.TotalSeconds:0} s.",
        $"Try again. If it lasts, '{node.Owner}', who owns {node.Id}, looks at the agent's log and its way to this address.");

    /// <summary>The store, or the agent, said no.</summary>
    public static ProblemHttpResult Refused(Fault? fault) => Problems.StoreRefused(fault ?? new Fault(
        FaultCodes.Internal,
        "The agent's answer is not one to this question.",
        "Give the agent's log to those who run DtnBox."));

    private static string Count(int agents) => agents == 1 ? "one agent" : $"{agents} agents";

    private static string LastHeard(AgentRow[] agents) => agents.Max(agent => agent.LastSeenAt) is { } last
        ? $"the last one was heard {last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
        : "none was ever heard";
}
