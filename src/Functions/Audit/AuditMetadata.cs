using DtnBox.Functions.Api;

namespace DtnBox.Functions.Audit;

/// <summary>What an endpoint does, for the audit.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="ThingKind">What kind of thing it changes.</param>
/// <param name="RouteValues">The parts of the address that name it, with slashes between; what is made, the answer names.</param>
internal sealed record AuditedAction(string Action, string ThingKind, string RouteValues)
{
    /// <summary>The thing's id; null when there is none yet, or when the address holds what cannot be one.</summary>
    public string? ThingOf(RouteValueDictionary values)
    {
        string?[] parts = [.. RouteValues.Split('/').Select(name => values[name] as string)];
        return parts.All(part => part is null || ShownId.Is(part)) && string.Join('/', parts) is { Length: > 0 } id ? id : null;
    }
}

/// <summary>Why an endpoint that is not read-only needs no entry.</summary>
internal sealed record NotAuditedReason(string Reason);

internal static class AuditMetadata
{
    /// <summary>Why the calls with which agents do their work are in no audit: they are many a second, and change no right.</summary>
    public const string DataChannel = "data channel";

    /// <summary>Enters each request in the audit, before and after it.</summary>
    public static TBuilder Audited<TBuilder>(
        this TBuilder endpoint, string action, string thingKind, string routeValues = "id")
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new AuditedAction(action, thingKind, routeValues)).AddEndpointFilter<TBuilder, AuditFilter>();

    /// <summary>Says why requests are not entered; those that are refused are, all the same.</summary>
    public static TBuilder NotAudited<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new NotAuditedReason(reason));
}
