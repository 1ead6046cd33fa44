/**
 * The names of Databricks' built-in functions (Databricks SQL reference, "Alphabetical list of built-in functions"), without
 * the operators; words with a grammar of their own (CAST, EXTRACT, TRIM) are among them, as they look like calls.
 */
const AGGREGATE_AND_WINDOW =
  "any any_value approx_count_distinct approx_percentile approx_top_k approx_top_k_accumulate approx_top_k_combine array_agg " +
  "avg bit_and bit_or bit_xor bitmap_construct_agg bitmap_or_agg bitmap_and_agg bool_and bool_or collect_list collect_set " +
  "corr count count_if count_min_sketch covar_pop covar_samp cume_dist dense_rank every first first_value grouping " +
  "grouping_id histogram_numeric hll_sketch_agg hll_union_agg kll_sketch_agg_bigint kll_sketch_agg_double " +
  "kll_sketch_agg_float kurtosis lag last last_value lead listagg max max_by mean measure median min min_by mode nth_value " +
  "ntile percent_rank percentile percentile_approx percentile_cont percentile_disc rank regr_avgx regr_avgy regr_count " +
  "regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy row_number schema_of_json_agg schema_of_variant_agg " +
  "skewness some std stddev stddev_pop stddev_samp string_agg sum theta_sketch_agg theta_union_agg " +
  "theta_intersection_agg try_avg try_sum tuple_sketch_agg_double tuple_sketch_agg_integer var_pop var_samp variance " +
  "st_union_agg st_envelope_agg";
const TEXT =
  "aes_decrypt aes_encrypt ascii base64 bit_length bitmap_count btrim char char_length character_length charindex chr " +
  "collate collation collations concat concat_ws contains crc32 decode encode endswith find_in_set format_number " +
  "format_string hex ilike initcap instr is_valid_utf8 lcase left len length levenshtein like locate lower lpad ltrim luhn_check " +
  "make_valid_utf8 mask md5 octet_length overlay position printf quote randstr regexp regexp_count regexp_extract regexp_extract_all " +
  "regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right rlike rpad rtrim sentences sha sha1 " +
  "sha2 soundex space split split_part startswith string substr substring substring_index to_binary to_char to_varchar " +
  "translate trim try_aes_decrypt try_to_binary try_validate_utf8 ucase unbase64 unhex upper url_decode url_encode " +
  "try_url_decode parse_url try_parse_url validate_utf8 zstd_compress zstd_decompress try_zstd_decompress xpath " +
  "xpath_boolean xpath_double xpath_float xpath_int xpath_long xpath_number xpath_short xpath_string";
const NUMBERS =
  "abs acos acosh asin asinh atan atan2 atanh bigint bin bit_count bit_get bit_reverse bround cbrt ceil ceiling conv cos " +
  "cosh cot csc decimal degrees double e exp expm1 factorial float floor getbit greatest hypot int isnan least ln log " +
  "log10 log1p log2 mod nanvl negative pi pmod positive pow power radians rand randn random rint round sec " +
  "shiftleft shiftright shiftrightunsigned sign signum sin sinh smallint sqrt tan tanh tinyint to_number " +
  "try_add try_divide try_mod try_multiply try_remainder try_subtract try_to_number uniform width_bucket zeroifnull nullifzero";
const DATES =
  "add_months convert_timezone curdate current_date current_time current_timestamp current_timezone date date_add " +
  "date_diff date_format date_from_unix_date date_part date_sub date_trunc dateadd datediff datepart day dayname " +
  "dayofmonth dayofweek dayofyear extract from_unixtime from_utc_timestamp getdate hour last_day localtimestamp make_date " +
  "make_dt_interval make_interval make_time make_timestamp make_timestamp_ltz make_timestamp_ntz make_ym_interval minute " +
  "month monthname months_between next_day now quarter second session_window time time_bucket time_diff time_trunc timediff " +
  "timestamp timestamp_micros timestamp_millis timestamp_seconds timestampadd timestampdiff to_date to_time to_timestamp " +
  "to_timestamp_ltz to_timestamp_ntz to_unix_timestamp to_utc_timestamp trunc try_make_interval try_make_timestamp " +
  "try_make_timestamp_ltz try_make_timestamp_ntz try_to_date try_to_time try_to_timestamp unix_date unix_micros " +
  "unix_millis unix_seconds unix_timestamp weekday weekofyear window window_time year";
const COLLECTIONS =
  "aggregate array array_append array_compact array_contains array_distinct array_except array_insert array_intersect " +
  "array_join array_max array_min array_position array_prepend array_remove array_repeat array_size array_sort array_union " +
  "arrays_overlap arrays_zip cardinality element_at exists explode explode_outer filter flatten forall get inline " +
  "inline_outer map map_concat map_contains_key map_entries map_filter map_from_arrays map_from_entries map_keys map_values " +
  "map_zip_with named_struct posexplode posexplode_outer reduce sequence shuffle size slice sort_array stack str_to_map " +
  "struct transform transform_keys transform_values try_element_at zip_with";
const SEMI_STRUCTURED =
  "from_avro from_csv from_json from_protobuf from_xml get_json_object is_variant_null json_array_length json_object_keys " +
  "json_tuple parse_json schema_of_csv schema_of_json schema_of_variant schema_of_xml to_avro to_csv to_json to_protobuf " +
  "to_variant_object to_xml try_parse_json try_variant_get variant_explode variant_explode_outer variant_get";
const CHOICES_CASTS_AND_REST =
  "approx_top_k_estimate assert_true bitmap_bit_position bitmap_bucket_number binary boolean cast coalesce current_catalog " +
  "current_database current_metastore current_oauth_custom_identity_claim current_path current_recipient current_schema current_user current_version " +
  "decode equal_null hash hll_sketch_estimate hll_union if iff ifnull input_file_block_length input_file_block_start " +
  "input_file_name is_account_group_member is_member isnotnull isnull java_method list_secrets " +
  "monotonically_increasing_id nullif nvl nvl2 raise_error range read_files reflect schema secret session_user " +
  "spark_partition_id table_changes theta_difference theta_intersection theta_sketch_estimate theta_union try_cast " +
  "try_reflect try_secret typeof user uuid version xxhash64 read_kafka read_kinesis read_pubsub read_pulsar " +
  "read_state_metadata read_statestore cloud_files_state event_log get_warehouse http_request remote_query sql_keywords vector_search " +
  "vector_cosine_similarity vector_inner_product vector_l2_distance vector_norm vector_normalize vector_avg vector_sum " +
  "to_geography to_geometry try_to_geography try_to_geometry " +
  "ai_analyze_sentiment ai_classify ai_extract ai_fix_grammar ai_forecast ai_gen ai_generate_text ai_mask " +
  "ai_parse_document ai_query ai_similarity ai_summarize ai_top_drivers ai_transcribe ai_translate";
const GEOSPATIAL =
  "h3_boundaryasgeojson h3_boundaryaswkb h3_boundaryaswkt h3_centerasgeojson h3_centeraswkb h3_centeraswkt h3_compact " +
  "h3_coverash3 h3_coverash3string h3_distance h3_h3tostring h3_hexring h3_ischildof h3_ispentagon h3_isvalid h3_kring " +
  "h3_kringdistances h3_longlatash3 h3_longlatash3string h3_maxchild h3_minchild h3_pointash3 h3_pointash3string " +
  "h3_polyfillash3 h3_polyfillash3string h3_resolution h3_stringtoh3 h3_tessellateaswkb h3_tochildren h3_toparent " +
  "h3_try_coverash3 h3_try_coverash3string h3_try_distance h3_try_polyfillash3 h3_try_polyfillash3string " +
  "h3_try_tessellateaswkb h3_try_validate h3_uncompact h3_validate st_addpoint st_area st_asbinary st_asewkb st_asewkt st_asgeojson " +
  "st_astext st_aswkb st_aswkt st_azimuth st_boundary st_buffer st_centroid st_closestpoint st_concavehull st_contains " +
  "st_convexhull st_covers st_difference st_dimension st_disjoint st_distance st_distancesphere st_distancespheroid " +
  "st_dump st_dwithin st_endpoint st_envelope st_equals st_estimatesrid st_exteriorring st_flipcoordinates st_force2d " +
  "st_geogarea st_geogfromgeojson st_geogfromtext st_geogfromwkb st_geogfromwkt st_geoglength st_geogperimeter " +
  "st_geohash st_geometryn st_geometrytype st_geomfromewkb st_geomfromewkt st_geomfromgeohash st_geomfromgeojson st_geomfromtext " +
  "st_geomfromwkb st_geomfromwkt st_interiorringn st_intersection st_intersects st_isempty st_isvalid st_length " +
  "st_linesubstring st_m st_makeline st_makepolygon st_multi st_ndims st_npoints st_numgeometries st_numinteriorrings " +
  "st_numpoints st_perimeter st_point st_pointfromgeohash st_pointn st_removepoint st_reverse st_rotate st_scale " +
  "st_setpoint st_setsrid st_simplify st_srid st_startpoint st_touches st_transform st_translate st_union st_within st_x " +
  "st_xmax st_xmin st_y st_ymax st_ymin st_z st_zmax st_zmin";

const NAMES: ReadonlySet<string> = new Set(
  [
    AGGREGATE_AND_WINDOW,
    TEXT,
    NUMBERS,
    DATES,
    COLLECTIONS,
    SEMI_STRUCTURED,
    CHOICES_CASTS_AND_REST,
    GEOSPATIAL,
  ].flatMap((group) => group.split(" ")),
);

/** True for the name of a built-in function of Databricks, in any case. */
export function isDatabricksFunction(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}
