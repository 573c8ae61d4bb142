using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel;

/// <summary>Settings that a part of the program reads, so that a mistyped one is told from them. A name ending in <c>*</c> stands for all that begin so.</summary>
public sealed record KnownSettings(IReadOnlyList<string> Names);

public static class SettingsRegistration
{
    public static IServiceCollection KnowSettings(this IServiceCollection services, params string[] names) => services.AddSingleton(new KnownSettings(names));

    /// <summary>Reads a section into its type, a singleton from then on, and makes each of its properties a known setting.</summary>
    /// <exception cref="SetupException">A number below zero.</exception>
    public static T AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class, new()
    {
        var names = Names(typeof(T), section).ToList();
        foreach (var name in names.Where(n => configuration[n]?.TrimStart().StartsWith('-') == true))
        {
            throw new SetupException($"{name} cannot be {configuration[name]}: it is a number from 0 up.") { ExitCode = 2 };
        }

        var settings = configuration.GetSection(section).Get<T>() ?? new T();
        services.AddSingleton(settings).KnowSettings([.. names]);
        return settings;
    }

    /// <summary>The same within a chain of services.</summary>
    public static IServiceCollection ReadSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class, new()
    {
        services.AddSettings<T>(configuration, section);
        return services;
    }

    private static IEnumerable<string> Names(Type type, string section)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var (name, plain) = ($"{section}:{property.Name}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            var many = plain != typeof(string) && plain.IsAssignableTo(typeof(System.Collections.IEnumerable));
            var parts = plain.Assembly == type.Assembly && plain.IsClass ? Names(plain, name) : [many ? $"{name}:*" : name];
            foreach (var part in parts)
            {
                yield return part;
            }
        }
    }
}
