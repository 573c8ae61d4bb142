using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel;

/// <summary>What is injected as <see cref="Lazy{T}"/> is made when it is first needed: on a hot path whatever rests on a database context costs more than the rest of the request.</summary>
internal sealed class Late<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>) where T : notnull;
