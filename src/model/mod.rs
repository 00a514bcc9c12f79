//! What a project file holds: plain, validated data.
