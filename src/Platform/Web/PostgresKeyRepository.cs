using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Verwaltung.Web;

/// <summary>Keeps ASP.NET's data-protection keys in the table <c>data_protection_keys</c>. The interface is synchronous; it is asked once a day.</summary>
internal sealed class PostgresKeyRepository(NpgsqlDataSource database, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("select xml from data_protection_keys order by name");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
            elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand(
            "insert into data_protection_keys (name, xml, created_at) values ($1, $2, $3) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.Parameters.AddWithValue(time.GetUtcNow());
        command.ExecuteNonQuery();
    }
}
