using System.Reflection;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Tests.Api;
using DtnBox.Testing;
using Microsoft.AspNetCore.Routing;

namespace DtnBox.Functions.Tests.Audit;

/// <summary>Nothing that changes something is left out of the audit, and the page says what its actions mean.</summary>
public sealed class AuditCoverageTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly string[] Actions =
    [
        .. typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Endpoints_ThatAreNotReadOnly_AreAuditedOrSayWhyNot()
    {
        IEnumerable<RouteEndpoint> changing = api.Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Any(method => method != "GET"));
        List<string> left = [];
        int looked = 0;
        foreach (RouteEndpoint endpoint in changing)
        {
            looked++;
            bool isAudited = endpoint.Metadata.GetMetadata<AuditedAction>() is { } action
                && Actions.Contains(action.Action, StringComparer.Ordinal);
            bool isExplained = endpoint.Metadata.GetMetadata<NotAuditedReason>() is { Reason.Length: > 0 };
            if (isAudited == isExplained)
            {
                left.Add(endpoint.DisplayName!);
            }
        }

        Assert.Empty(left);
        Assert.True(looked > 20, $"Only {looked} endpoints were looked at.");
    }

    [Fact]
    public void Endpoints_OfTheAudit_OnlyRead()
        => Assert.All(
            api.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.Contains("/audit", StringComparison.Ordinal)),
            endpoint => Assert.Equal(["GET"], endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods));

    [Fact]
    public void Page_Actions_AreThoseOfTheCode()
        => Assert.Equal(
            Actions,
            File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "audit.md"))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|').Length == 5)
                .Select(line => line.Split('`')[1]));
}
