-- From here on keys lie here sealed. Those that lay open are thrown away: whoever has a copy of them can no longer forge a session with it.
delete from data_protection_keys;
