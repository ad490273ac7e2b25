using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DtnBox.Functions.Api;

/// <summary>What the OpenAPI document says about the API as a whole.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "DtnBox",
            Version = "v1",
            Description = "Moves datasets between the object stores of research sites, durably and proven right. "
                + "Errors are problem details (RFC 9457) with the cause in 'detail' and what helps in 'nextStep'.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token of one of the providers at /sign-in, or an API token; on /agent endpoints the "
                + "agent's short-lived token.",
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
